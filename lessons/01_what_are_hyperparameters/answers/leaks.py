# %% right: by exception
leaks = {
    "choose the learning rate with the best validation accuracy": ...,
    "choose the learning rate with the best test accuracy": ...,
    "stop training when the test loss rises": ...,
    "subtract the mean image of all 5,000 digits, then split": ...,
    "choose everything, then measure the test accuracy once": ...,
    "the same scanned digit is in the training and in the test part": ...,
    "look at the training loss after every epoch": ...,
}
honest = {
    "choose the learning rate with the best validation accuracy",
    "choose everything, then measure the test accuracy once",
    "look at the training loss after every epoch",
}
leaks = {line: "no leak" if line in honest else "leak" for line in leaks}


# %% right: dictionary
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}


# %% right: item by item
leaks = {}
leaks["choose the learning rate with the best validation accuracy"] = "no leak"
leaks["choose the learning rate with the best test accuracy"] = "leak"
leaks["stop training when the test loss rises"] = "leak"
leaks["subtract the mean image of all 5,000 digits, then split"] = "leak"
leaks["choose everything, then measure the test accuracy once"] = "no leak"
leaks["the same scanned digit is in the training and in the test part"] = "leak"
leaks["look at the training loss after every epoch"] = "no leak"


# %% right: zip
leaks = {
    "choose the learning rate with the best validation accuracy": ...,
    "choose the learning rate with the best test accuracy": ...,
    "stop training when the test loss rises": ...,
    "subtract the mean image of all 5,000 digits, then split": ...,
    "choose everything, then measure the test accuracy once": ...,
    "the same scanned digit is in the training and in the test part": ...,
    "look at the training loss after every epoch": ...,
}
answers = [
    "no leak",
    "leak",
    "leak",
    "leak",
    "no leak",
    "leak",
    "no leak",
]
leaks = dict(zip(leaks, answers, strict=True))


# %% wrong: copies are harmless
# misconception: A digit in two parts is harmless, because each part is used for its own purpose.
# caught by: the same scanned digit is in the training and in the test part
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "no leak",
    "look at the training loss after every epoch": "no leak",
}


# %% wrong: everything leaks
# misconception: Whatever mentions validation or test data is a leak.
# caught by: choose the learning rate with the best validation accuracy
# caught by: choose everything, then measure the test accuracy once
# caught by: look at the training loss after every epoch
leaks = {
    "choose the learning rate with the best validation accuracy": "leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "leak",
}


# %% wrong: nothing leaks
# misconception: Only training on test labels is a leak, so nothing here is.
# caught by: choose the learning rate with the best test accuracy
# caught by: stop training when the test loss rises
# caught by: subtract the mean image of all 5,000 digits, then split
# caught by: the same scanned digit is in the training and in the test part
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "no leak",
    "stop training when the test loss rises": "no leak",
    "subtract the mean image of all 5,000 digits, then split": "no leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "no leak",
    "look at the training loss after every epoch": "no leak",
}


# %% wrong: only the word test
# misconception: A leak is what has the word test in it.
# caught by: subtract the mean image of all 5,000 digits, then split
# caught by: choose everything, then measure the test accuracy once
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "no leak",
    "choose everything, then measure the test accuracy once": "leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}


# %% wrong: preprocessing is harmless
# misconception: Statistics without labels cannot leak, so they may be taken from all digits.
# caught by: subtract the mean image of all 5,000 digits, then split
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "no leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}


# %% wrong: set of leaks
# misconception: It is enough to name the leaks; a set of them is not a dictionary.
# caught by: choose the learning rate with the best validation accuracy
# caught by: choose the learning rate with the best test accuracy
# caught by: stop training when the test loss rises
# caught by: subtract the mean image of all 5,000 digits, then split
# caught by: choose everything, then measure the test accuracy once
# caught by: the same scanned digit is in the training and in the test part
# caught by: look at the training loss after every epoch
leaks = {
    "choose the learning rate with the best test accuracy",
    "stop training when the test loss rises",
    "subtract the mean image of all 5,000 digits, then split",
    "the same scanned digit is in the training and in the test part",
}


# %% wrong: stopping is not a choice
# misconception: Early stopping on test data is fine, because it only ends the training.
# caught by: stop training when the test loss rises
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "no leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}


# %% wrong: test choice is fine
# misconception: Choosing by test accuracy is fine as long as no gradient is computed on test digits.
# caught by: choose the learning rate with the best test accuracy
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "no leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}


# %% wrong: test is never touched
# misconception: Test data must never be touched at all, not even once at the end.
# caught by: choose everything, then measure the test accuracy once
leaks = {
    "choose the learning rate with the best validation accuracy": "no leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}


# %% wrong: true and false
# misconception: True and False say as much as the two words.
# caught by: choose the learning rate with the best validation accuracy
# caught by: choose the learning rate with the best test accuracy
# caught by: stop training when the test loss rises
# caught by: subtract the mean image of all 5,000 digits, then split
# caught by: choose everything, then measure the test accuracy once
# caught by: the same scanned digit is in the training and in the test part
# caught by: look at the training loss after every epoch
leaks = {
    "choose the learning rate with the best validation accuracy": False,
    "choose the learning rate with the best test accuracy": True,
    "stop training when the test loss rises": True,
    "subtract the mean image of all 5,000 digits, then split": True,
    "choose everything, then measure the test accuracy once": False,
    "the same scanned digit is in the training and in the test part": True,
    "look at the training loss after every epoch": False,
}


# %% wrong: turned around
# misconception: The question is read as: is this the right way to work?
# caught by: choose the learning rate with the best validation accuracy
# caught by: choose the learning rate with the best test accuracy
# caught by: stop training when the test loss rises
# caught by: subtract the mean image of all 5,000 digits, then split
# caught by: choose everything, then measure the test accuracy once
# caught by: the same scanned digit is in the training and in the test part
# caught by: look at the training loss after every epoch
leaks = {
    "choose the learning rate with the best validation accuracy": "leak",
    "choose the learning rate with the best test accuracy": "no leak",
    "stop training when the test loss rises": "no leak",
    "subtract the mean image of all 5,000 digits, then split": "no leak",
    "choose everything, then measure the test accuracy once": "leak",
    "the same scanned digit is in the training and in the test part": "no leak",
    "look at the training loss after every epoch": "leak",
}


# %% wrong: validation leaks too
# misconception: Choosing by validation is a leak as well, because those digits are not for training.
# caught by: choose the learning rate with the best validation accuracy
leaks = {
    "choose the learning rate with the best validation accuracy": "leak",
    "choose the learning rate with the best test accuracy": "leak",
    "stop training when the test loss rises": "leak",
    "subtract the mean image of all 5,000 digits, then split": "leak",
    "choose everything, then measure the test accuracy once": "no leak",
    "the same scanned digit is in the training and in the test part": "leak",
    "look at the training loss after every epoch": "no leak",
}


# %% wrong: yes and no
# misconception: Yes and no say as much as the two words.
# caught by: choose the learning rate with the best validation accuracy
# caught by: choose the learning rate with the best test accuracy
# caught by: stop training when the test loss rises
# caught by: subtract the mean image of all 5,000 digits, then split
# caught by: choose everything, then measure the test accuracy once
# caught by: the same scanned digit is in the training and in the test part
# caught by: look at the training loss after every epoch
leaks = {
    "choose the learning rate with the best validation accuracy": "no",
    "choose the learning rate with the best test accuracy": "yes",
    "stop training when the test loss rises": "yes",
    "subtract the mean image of all 5,000 digits, then split": "yes",
    "choose everything, then measure the test accuracy once": "no",
    "the same scanned digit is in the training and in the test part": "yes",
    "look at the training loss after every epoch": "no",
}
