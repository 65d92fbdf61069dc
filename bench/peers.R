# Peers of ols_speed, lasso_speed and quantile_speed in R. usage: Rscript bench/peers.R ols|lasso|quantile|levels FOLDER ROUNDS
# FOLDER holds what those programs wrote. Prints a line for each peer, its name and the seconds (user + system) of each round, and how far
# the answers are apart. Debian: r-base-core r-cran-glmnet (which brings r-cran-matrix) r-cran-quantreg.
suppressMessages(library(Matrix))
arguments <- commandArgs(trailingOnly = TRUE)
job <- arguments[1]
folder <- arguments[2]
rounds <- as.integer(arguments[3])

doubles <- function(name) {
  path <- file.path(folder, name)
  readBin(path, "double", file.size(path) / 8)
}
shape <- doubles("shape.f64")
x <- matrix(doubles("x.f64"), shape[1], shape[2])
y <- doubles("y.f64")

measure <- function(name, work) {
  seconds <- replicate(rounds, { gc(FALSE); t <- proc.time(); work(); sum((proc.time() - t)[1:2]) })
  cat(name, sprintf("%.6f", seconds), "\n")
}

if (job == "ols") {
  x1 <- cbind(1, x)
  sparse <- as(x1, "CsparseMatrix")
  fit <- function(m) function() { r <- chol(crossprod(m)); backsolve(r, forwardsolve(t(r), crossprod(m, y))) }
  measure("ols:chol(crossprod(X))", function() chol(crossprod(x1)))
  measure("ols:chol(crossprod(X)) and coefficients", fit(x1))
  measure("ols:lm.fit", function() .lm.fit(x1, y))
  measure("ols:sparse Matrix, chol(crossprod(X)) and coefficients",
          function() { a <- crossprod(sparse); solve(Cholesky(a), crossprod(sparse, y)) })
  exact <- .lm.fit(x1, y)$coefficients
  ours <- doubles("ols.f64")
  cat("# coefficients, largest difference from lm.fit: chouma", signif(max(abs(ours - exact)), 2), "chol(crossprod(X))",
      signif(max(abs(fit(x1)() - exact)), 2), "\n")
} else if (job %in% c("quantile", "levels")) {
  suppressMessages(library(quantreg))
  taus <- c(0.5, 0.25, 0.1, 0.75, 0.9)
  sparse <- as.matrix.csr(cbind(1, x))
  # Room for the factor of X'X, which is nearly full here, and for what it is made in.
  room <- list(nnzlmax = 4 * ncol(sparse)^2, tmpmax = 100 * ncol(sparse), nsubmax = 4 * ncol(sparse)^2)
  fits <- list(sfn = function() sapply(taus, function(tau) rq.fit.sfn(sparse, y, tau = tau, control = room)$coefficients))
  peak <- function() as.numeric(gsub("[^0-9]", "", grep("VmHWM", readLines("/proc/self/status"), value = TRUE))) / 1024
  before <- peak()
  measure(paste0(job, ":quantreg sfn"), fits$sfn)
  cat("# quantreg sfn,", job, ": peak", round(peak()), "MB,", round(before), "MB before the fit (dense and sparse X)\n")
  x1 <- cbind(1, x)
  fits$fn <- function() sapply(taus, function(tau) rq.fit.fnb(x1, y, tau = tau)$coefficients)
  rounds <- 1L
  measure(paste0(job, ":quantreg fn"), fits$fn)
  loss <- function(beta) mapply(function(k, tau) { e <- y - x1 %*% beta[, k]; sum(e * (tau - (e < 0))) }, seq_along(taus), taus)
  ours <- loss(matrix(doubles("quantiles.f64"), ncol(x1)))
  for (name in names(fits))
    cat("#", job, ": objective of quantreg", name, "by ours, less 1, each quantile:", signif(loss(fits[[name]]()) / ours - 1, 2), "\n")
} else {
  suppressMessages(library(glmnet))
  lambda <- doubles("lambda.f64")
  sparse <- as(x, "CsparseMatrix")
  path <- function(m, thresh = 1e-7) glmnet(m, y, lambda = lambda, thresh = thresh, maxit = 1e7)
  measure("lasso:glmnet, dense", function() path(x))
  measure("lasso:glmnet, sparse", function() path(sparse))
  # Objectives at every lambda, above those of glmnet at its finest, as shares of the objective of no slope.
  s <- apply(x, 2, function(v) sqrt(mean((v - mean(v))^2)))
  objective <- function(intercept, beta) {
    residuals <- y - rep(intercept, each = length(y)) - as.matrix(sparse %*% beta)
    colMeans(residuals^2) / 2 + lambda * colSums(abs(beta * s))
  }
  of <- function(fit) objective(fit$a0, as.matrix(fit$beta))
  ours <- matrix(doubles("lasso.f64"), shape[2] + 1)
  values <- cbind(chouma = objective(ours[1, ], ours[-1, ]), glmnet = of(path(x)), sparse = of(path(sparse)))
  finest <- pmin(of(path(x, 1e-15)), values[, 1])
  excess <- apply((values - finest) / (mean((y - mean(y))^2) / 2), 2, max)
  cat("# objective above the least found, largest share over the path:", paste(names(excess), signif(excess, 2)), "\n")
}
