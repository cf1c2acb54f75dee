leaks = {}
leaks["choose the learning rate with the best validation accuracy"] = "no leak"
leaks["choose the learning rate with the best test accuracy"] = "leak"
leaks["stop training when the test loss rises"] = "leak"
leaks["subtract the mean image of all 5,000 digits, then split"] = "leak"
leaks["choose everything, then measure the test accuracy once"] = "no leak"
leaks["the same scanned digit is in the training and in the test part"] = "leak"
leaks["look at the training loss after every epoch"] = "no leak"
