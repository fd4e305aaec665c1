# One forest of ranger, as bench/forest/forests.ts asks for it: what and how as name=value pairs in, figures as JSON out.
#
# Usage: Rscript bench/peers/ranger.R folder=... task=classification trees=100 seed=1 ...
suppressPackageStartupMessages(library(ranger))

pairs <- strsplit(commandArgs(trailingOnly = TRUE), "=", fixed = TRUE)
ask <- setNames(lapply(pairs, function(pair) pair[2]), sapply(pairs, function(pair) pair[1]))
number <- function(name) as.numeric(ask[[name]])

n <- number("nTrain") + number("nTest")
X <- matrix(readBin(file.path(ask$folder, "X"), "numeric", n * number("nColumns"), size = 4), nrow = n, byrow = TRUE)
colnames(X) <- paste0("c", seq_len(ncol(X)))
y <- readBin(file.path(ask$folder, "y"), "numeric", n)
classification <- ask$task == "classification"
train <- seq_len(number("nTrain"))
target <- if (classification) factor(y[train]) else y[train]
later <- X[-train, , drop = FALSE]

cpu <- function() sum(proc.time()[c("user.self", "sys.self")])
before <- cpu()
model <- ranger(
  x = X[train, ], y = target, num.trees = number("trees"), mtry = number("maxFeatures"),
  # ranger 0.14 knows the smallest node it still splits, not the smallest leaf.
  min.node.size = if (classification) 1 else 2 * number("minSamplesLeaf"),
  probability = classification, oob.error = FALSE, num.threads = 1, seed = number("seed"), verbose = FALSE
)
fit <- cpu() - before
predict_later <- function() {
  predicted <- predict(model, later, num.threads = 1, verbose = FALSE)$predictions
  if (classification) predicted[, "1"] else predicted
}
predicted <- predict_later()
spent <- 0
rounds <- 0
while (spent < 1) {
  before <- cpu()
  predict_later()
  spent <- spent + cpu() - before
  rounds <- rounds + 1
}
peak <- as.numeric(gsub("[^0-9]", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
cat(sprintf(
  '{"predicted":[%s],"fitCpuSeconds":%f,"rowsPerSecond":%f,"peakMb":%f}',
  paste(format(predicted, digits = 17, trim = TRUE), collapse = ","), fit, rounds * nrow(later) / spent, peak
))
