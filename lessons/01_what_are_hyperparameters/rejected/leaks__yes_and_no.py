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
