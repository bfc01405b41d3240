"""What the reader can answer from each chapter's own pictures, and how the next chapter takes up their word and weights.

By path, as in `ui.chapters`.
"""

from collections.abc import Mapping

__all__ = ["ONWARD", "QUESTIONS"]

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "order": (
        "Add *this* to the vocabulary. What tells the two rows of counts apart now, and would it help with a pair of your own?",
        "How often does the network change its mind about *NO, the phone is good*? Why can it be right in the end all the same?",
        "Shuffle the sentence about Germany until the answer is wrong. Which word now comes too late?",
    ),
    "shapes": (
        "Choose the last shape, a translation. What does the decoder get from the English sentence? How many numbers is that?",
        "Type a sentence there that comes out wrong. Is the mistake in the grammar or in a word?",
        "At which gap does the RNN trained on short gaps forget *russia*? And the LSTM?",
    ),
    "anatomy": (
        "How many weights does the cell have? And how many lead into the hidden units of a feed-forward network with one "
        "position for each letter?",
        "Swap two letters in the middle. Which is the last letter after which the states are still exactly the same, and why?",
        "Choose a different first letter. How much of the difference is left at the end?",
    ),
    "forward": (
        "At which letter does memory say more than the letter itself? Look for it on the board, then in *Letter or memory?*",
        "Set W to 0 on the board. Which numbers stay the same? At which letter does the first number change?",
        "Change one number of V until the first guess is right. What does that do to the losses at the other letters?",
    ),
    "bptt": (
        "At the last letter the gradient from the future is 0. Why? And at which letter is it largest?",
        "Find the learning rate at which one step lowers the loss the most. What happens at ten times that?",
        "Nudge a weight by 10⁻⁵, then by 10⁻¹³. Which comes closer to the gradient? Why isn’t it the smaller nudge?",
    ),
    "training": (
        "Which letter is guessed right first, and which last?",
        "Train once more with ten times the learning rate. What happens to the curve of the gradient’s norm?",
        "When every letter is right, has the network learnt the language, or just this one word or text? How could you tell?",
    ),
    "vanishing": (
        "At which letter does your word lose most of its gradient? Which unit was furthest towards a flat end of tanh there?",
        "Choose a spectral radius of 2. Does the real product grow? And the one without the slope of tanh?",
        "After how many letters can you no longer measure any trace of a changed first letter?",
    ),
    "lstm": (
        "In the three numbers with which the LSTM’s walk begins, set the forget gate to 0.5 everywhere. What would be left of "
        "5, 6, 7 after ten such letters?",
        "On the way back, what is the gradient of the LSTM’s c multiplied by at each letter, and what the GRU’s along its "
        "shortcut? Find it on the board.",
        "Choose *remember all*. What does an LSTM do with it? And what about a GRU?",
    ),
    "race": (
        "At which distance is the RNN reduced to guessing? And the LSTM with forget bias 1?",
        "Which network’s gradient has the flattest line before training? Does it also solve the task most often?",
        "What does an LSTM cost per letter, compared with an RNN of the same size, in multiplications and in time?",
    ),
}

ONWARD: Mapping[str, str] = {
    "order": "The next chapter asks what else a network that reads word by word can do.",
    "shapes": "From here on, the network reads letter by letter, and the word is your choice.",
    "anatomy": "Your word and these weights come with you. Next: every number the cell computes.",
    "forward": "Your word has been read, and its loss is known. Next, with the same weights: which way to change each of them.",
    "bptt": "You have taken one step. Next: a few hundred, on the same word.",
    "training": "Your word is short. What if the network had to remember over a hundred letters? Next: your word, read over and "
    "over, with the weights you chose.",
    "vanishing": "A product of many factors fades or explodes. Next: your word in a cell whose gradient can bypass most of "
    "these factors.",
    "lstm": "You have seen the path back on which a single gate multiplies the gradient. Does it help? Next: three cells, one "
    "task.",
    "race": "You have seen every number computed. Now it is your turn to compute some.",
    "practice": "One chapter is left: a text and a network of your own.",
    "lab": "You have come to the end of the course: from two sentences in a bag to a network of your own, with every number in "
    "sight.",
}
