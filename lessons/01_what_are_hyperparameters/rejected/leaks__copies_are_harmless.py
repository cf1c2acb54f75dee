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
