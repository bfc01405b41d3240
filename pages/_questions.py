"""What the reader can answer from each chapter's own pictures, and how the next chapter takes up their word and weights.

By path, as in `ui.shell.chapters`.
"""

from collections.abc import Mapping

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "order": (
        "Add *this* to the vocabulary. What tells the two rows of counts apart now? Can you make up a pair of sentences that "
        "this word cannot tell apart?",
        "How often does the network change its mind about *NO, the phone is good*? Why can it be right in the end all the same?",
        "Shuffle the sentence about Germany until the answer is wrong. Which word now comes too late to help?",
    ),
    "shapes": (
        "Choose the last shape, and in it the translation. What does the decoder get from the English sentence? How many "
        "numbers is that?",
        "Find a sentence that this network translates wrongly. Is the mistake in the grammar or in a word?",
        "At which gap does the RNN trained on short gaps forget *russia*? Does the LSTM ever forget it?",
    ),
    "anatomy": (
        "How many weights and biases does the cell have? And how many weights lead into the hidden units of a feed-forward "
        "network with one position for each letter of your word?",
        "Swap two letters in the middle. Up to which letter are the states exactly the same, and why?",
        "Choose a different first letter. How much of the difference is left at the end?",
    ),
    "forward": (
        "At which letters does memory say more than the letter being read? Look on the board first, then at the chart under "
        "*Letter or memory?*",
        "Set W to 0 on the board. Which numbers stay the same? At which letter do the numbers first change?",
        "Change one number of V until the first guess is right. What does that do to the losses at the other letters?",
    ),
    "bptt": (
        "At the last letter that is read, the gradient from the future is 0. Why? At which letter does it have the "
        "number furthest from 0?",
        "Find the learning rate at which one update lowers the loss the most. What happens at ten times that?",
        "Nudge a weight by 10⁻⁵, then by 10⁻¹³. Which of the two slopes comes closer to the gradient, and why?",
    ),
    "training": (
        "Which letter is guessed right first, and which last?",
        "Train once more with ten times the learning rate. What happens to the curve of the gradient’s norm?",
        "When every letter is right, has the network learnt the language, or just this one word or text? How could you tell?",
    ),
    "vanishing": (
        "At which letter of your word does the norm shrink most, compared with what it was one step before? Which unit was "
        "furthest towards a flat end of tanh there?",
        "Choose a spectral radius of 2. Does the real product grow? And the one without the slope of tanh?",
        "After how many letters can you no longer measure any trace of a changed first letter?",
    ),
    "lstm": (
        "In the example at the start of the board (5, 6, 7), set all three numbers of the forget gate to 0.5. If nothing new "
        "were written, what would be left after ten such steps?",
        "On the way back, what multiplies the gradient at each letter along the LSTM’s c? And along the GRU’s direct path from "
        "state to state (choose *GRU* above)? Find both on the board.",
        "Choose *remember all*. What happens to the cell state of the LSTM? And, with *GRU*, to its state?",
    ),
    "race": (
        "At which distance is the RNN reduced to guessing? And the LSTM with forget bias 1?",
        "Which network’s gradient has the flattest line before training? Does it also solve the task most often?",
        "What does an LSTM cost per letter, compared with an RNN of the same size, in multiplications and in time?",
    ),
}

ONWARD: Mapping[str, str] = {
    "order": "The next chapter shows what else a network that reads word by word can do.",
    "shapes": "From here on, the network reads letter by letter, and you choose the word that it reads.",
    "anatomy": "Your word and these weights come with you. Next: every number the cell computes.",
    "forward": "Your word has been read, and its loss, the sum over its targets, is known. Next: which way to change each "
    "weight.",
    "bptt": "You have seen one update. Next: hundreds of them, on the same word.",
    "training": "Your word is short. What if the network had to remember something across a hundred letters? Next: your word, "
    "read over and over, with the weights you chose.",
    "vanishing": "A product of many factors tends to vanish or explode. Next: your word in a cell whose gradient can bypass "
    "most of these factors.",
    "lstm": "You have seen the path back on which a single gate multiplies the gradient. Does it help? Next: three cells, one "
    "task.",
    "race": "You have seen every number computed. Now it is your turn to compute some.",
    "practice": "One chapter is left. In it you work with your own text and your own network.",
    "lab": "You have come to the end of the course: from two sentences in a bag to a network of your own, with every number in "
    "sight.",
}
