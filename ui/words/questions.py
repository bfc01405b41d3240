"""What the reader can answer from each chapter's own pictures, and how the next chapter takes up their word and weights.

By path, as in `ui.chapters`.
"""

from collections.abc import Mapping

__all__ = ["ONWARD", "QUESTIONS"]

QUESTIONS: Mapping[str, tuple[str, ...]] = {
    "order": (
        "Add *this* to the vocabulary. What tells the two rows of counts apart now, and would it help with a pair of your own?",
        "After which word does the network change its mind about *NO, the phone is good*?",
        "Shuffle the sentence about Germany until the answer is wrong. Which word now comes too late?",
    ),
    "shapes": (
        "Choose the last shape, a translation. What does the decoder get of the English sentence, and how many numbers is that?",
        "Type a sentence there that comes out wrong. Is the mistake in the grammar or in a word?",
        "At which gap does the RNN that learnt on short gaps lose *russia*? And the LSTM?",
    ),
    "anatomy": (
        "How many weights has the cell, and how many would a feed-forward network with as many places as letters need?",
        "Exchange two letters in the middle. Up to which letter are the states exactly the same, and why?",
        "Choose another first letter. Is more or less than half of the difference left at the end?",
    ),
    "forward": (
        "At which letter does memory say more than the letter itself? Look for it on the board, then in *Letter or memory?*",
        "Set W to 0 on the board. Which numbers stay as they are, and at which letter does the first one change?",
        "Change one number of V until the first guess is right. What has that done to the other letters’ losses?",
    ),
    "bptt": (
        "At the last letter the error from the future is 0. Why, and where is it largest?",
        "Find the learning rate at which one step makes the loss as small as it gets. What happens at ten times that?",
        "Nudge a weight by 10⁻⁵ and by 10⁻¹³. Which of the two agrees with the gradient better, and why not the smaller one?",
    ),
    "training": (
        "Which letter is guessed right first, and which last?",
        "Train once more with ten times the learning rate. What does the curve of the gradient’s norm do?",
        "When every letter is right, has the network learnt a language or a text? How could you tell?",
    ),
    "vanishing": (
        "At which letter does your word lose most of its gradient? Which unit was at the end of tanh there?",
        "Choose a spectral radius of 2. Does the real chain grow? And the one without the slope of tanh?",
        "After how many letters has a changed first letter left no trace that you could measure?",
    ),
    "lstm": (
        "Set the forget gate of the toy to 0.5 everywhere. What would be left of 5, 6, 7 after ten such letters?",
        "On the way back, which number is the gradient of c multiplied by at each letter? Find it on the board.",
        "Choose *remember all*. What does an LSTM do with it, and what does a GRU?",
    ),
    "race": (
        "At which distance does the RNN fall to guessing? And the LSTM with forget bias 1?",
        "Which network’s gradient has the flattest line before training? Does it also solve the task most often?",
        "What does an LSTM cost per letter against an RNN of the same size, in multiplications and in time?",
    ),
}

ONWARD: Mapping[str, str] = {
    "order": "The next chapter asks what else a network that reads word by word can do.",
    "shapes": "From here on the network reads a word of your choice, letter by letter, and keeps it to the end of the course.",
    "anatomy": "Your word and these weights go with you: next, every number that the cell computes.",
    "forward": "Your word has been read, and its loss is known. Next, with the same weights: which way to turn each of them.",
    "bptt": "You have taken one step. Next, a few hundred, on the same word.",
    "training": "This word is short. What if it were a hundred letters long? Next, your weights and your word, over and over.",
    "vanishing": "A product of many factors fades or explodes. Next, your word in a cell that has a way round most of them.",
    "lstm": "You have seen the way along c. Next, whether it helps: three cells, one task.",
    "race": "You have seen every number computed. Now it is your turn to compute some.",
    "practice": "One room is left: a text and a network of your own.",
    "lab": (
        "And then? In chapter 2 a whole sentence had to pass through one **context**. In 2014 Bahdanau, Cho and Bengio let the "
        "decoder look back at every state of the encoder and weigh them anew for each word: **attention**. It is a softmax over "
        "one score for each word that was read, and you know all of its parts from chapter 4. Three years later the transformer "
        "kept the attention and dropped the recurrence: then no step waits for the one before, at the price of comparing every "
        "word with every other."
    ),
}
