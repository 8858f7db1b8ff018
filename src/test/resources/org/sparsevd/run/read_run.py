import csv, json, numpy as np
last = list(csv.DictReader(open("epochs.csv")))[-1]
first = json.load(open("run.json"))["layers"][0]
history = np.load("history/epoch-%05d.npz" % int(last["epoch"]))
held = np.unpackbits(history[first["name"] + ".held"], count=first["inputs"] * first["outputs"])
log_alpha = held * 8.0  # neuron by neuron; 8 where the clip holds it
log_alpha[held == 0] = history[first["name"] + ".logAlpha"] / 10
theta = history[first["name"] + ".theta"].T.copy().view("<f2").ravel()  # where log_alpha < 4
kept = theta[log_alpha[log_alpha < 4] < history["cut"]]  # for cuts up to 4
print(last["testErrorPercent"], last["compression"], kept.size, kept.mean(dtype=float))
