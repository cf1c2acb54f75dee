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
