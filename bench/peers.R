# Peers of ols_speed and lasso_speed in R. usage: Rscript bench/peers.R ols|lasso FOLDER ROUNDS
# FOLDER holds what those programs wrote. Prints a line for each peer, its name and the seconds (user + system) of each round, and how far
# the answers are apart. Debian: r-base-core r-cran-glmnet (which brings r-cran-matrix).
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
