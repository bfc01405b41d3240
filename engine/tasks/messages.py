"""Short phone messages, written for this course: the next word of one, and a reply to one.

Each line is a template of `expand`; the words of a message are in lower case without punctuation,
as `text.words` makes them from what a reader types.
"""

from engine.tasks.data import END, Example, FixedTask, expand, split
from engine.text import Alphabet, words

_MESSAGES = (
    "{hi|hey|hello} how are you {|today|doing}",
    "{hi|hey|hello} {mum|dad|my friend} how are you",
    "how {was|is} {your day|the party|the film|school|work}",
    "i am {on my way|at home|at work|at school|in the train|so tired|very happy}",
    "i am {on my way|at home} {now|already}",
    "i will {call|text|see} you {later|tomorrow|tonight|soon}",
    "{can|could} you {call|text|help} me {later|tomorrow|please}",
    "{can|shall} we meet {later|tomorrow|tonight|for lunch|for coffee}",
    "where are you {|now}",
    "what are you doing {|now|tonight|tomorrow}",
    "what time {is the film|is the party|do we meet}",
    "do you want to {go home|go out|eat pizza|watch a film|play football}",
    "i want to {go home|go out|eat pizza|watch a film|play football}",
    "thank you {so much|very much|for the help|for the gift}",
    "{happy birthday|good morning|good night} {|mum|dad|my friend}",
    "see you {later|tomorrow|tonight|soon}",
    "i love {you|you so much|pizza|this film}",
    "sorry i am {late|very late|so late}",
    "no problem see you {later|tomorrow|tonight|soon}",
)

_REPLIES = {
    "I am fine, thanks! And you?": (
        "{hi|hey|hello|good morning} how are you {|today|doing|doing today}",
        "{|hi|hey} how {is it going|are things|have you been}",
    ),
    "Hi! Nice to hear from you.": ("{hi|hey|hello} {|there|mum|dad|my friend|you}",),
    "I am on my way.": ("{|hi|hey} where are you {|now|right now|at the moment}", "{|hey} are you on your way {|yet}"),
    "Yes, I will be there soon.": ("{are you|will you be} {home|here|there|back} {soon|tonight|today|later}",),
    "Sure, I will call you later.": (
        "{can|could|will} you {call|ring|phone} me {|now|later|today|back|tonight}",
        "please {call|ring|phone} me {|now|later|today|back|tonight}",
    ),
    "Sounds good! What time?": (
        "{can|shall|could} we meet {today|tomorrow|tonight|for lunch|for coffee|after work}",
        "{|hey} let us meet {today|tomorrow|tonight|for lunch|for coffee|after work}",
    ),
    "At eight o'clock.": ("{what time|when} {is|does} the {party|film|meeting|concert} {|start|begin}",),
    "You are welcome!": ("{thank you|thanks} {|so much|very much|for the help|for the gift|for everything}",),
    "Thank you so much!": ("happy {birthday|new year|holidays} {|mum|dad|my friend|to you}",),
    "No problem, take your time.": ("{|so} sorry i {am|will be} {|very|so|a bit} late {|today}",),
    "Sleep well!": ("{|hey} good night {|mum|dad|my friend|everybody|and thanks}",),
    "Good morning! Did you sleep well?": ("{|hey} good morning {|mum|dad|my friend|everybody|to you}",),
    "I love you too.": ("{|mum|dad} i {love|miss} you {|so much|very much|too}",),
    "Not yet, are you hungry?": ("did you {eat|have lunch|have dinner|have breakfast} {|yet|already|today}",),
    "Oh no! Get well soon.": ("{|sorry} i {am|feel} {sick|ill|not well|so sick|really ill} {|today}",),
    "Congratulations! Well done!": ("i {passed|won|finished} {the|my} {exam|test|race|game} {|today}",),
    "Yes, I will answer tonight.": ("did you {see|get|read} my {message|email|photo|letter} {|yet|today}",),
    "Yes please, some milk.": ("do you {want|need} {anything|something} from the {shop|store|market}",),
    "See you!": ("{|ok} {see|talk to} you {later|tomorrow|soon|tonight}",),
}


def next_word(seed: int = 0) -> FixedTask:
    """Each word of a message with the one that follows, END after the last; 40 messages held out.

    What a message goes on with is often open (“see you” later, tomorrow, soon): no model can always be right.
    """
    messages = [words(text) for template in _MESSAGES for text in expand(template)]
    train, unseen = split([Example(m, (*m[1:], END)) for m in messages], 40, seed)
    inputs = Alphabet.from_text(word for message in messages for word in message)
    return FixedTask(inputs, Alphabet((*inputs.symbols, END)), unseen, train)


def smart_reply(seed: int = 0) -> FixedTask:
    """A message in, a whole reply out, word by word with its punctuation, then END; 80 held out."""
    examples = [
        Example(words(text), (*reply.split(), END))
        for reply, templates in _REPLIES.items()
        for template in templates
        for text in expand(template)
    ]
    train, unseen = split(examples, 80, seed)
    inputs = Alphabet.from_text(word for example in examples for word in example.x)
    outputs = Alphabet.from_text(word for reply in _REPLIES for word in reply.split())
    return FixedTask(inputs, Alphabet((*outputs.symbols, END)), unseen, train)
