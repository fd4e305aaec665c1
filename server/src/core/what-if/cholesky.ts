/**
 * Lower Cholesky factor L of a symmetric positive definite matrix, A = L Lᵀ, written over A.
 *
 * @param A (n × n) row-major; only its lower triangle is read and written.
 *
 * Source: Golub and Van Loan (2013), "Matrix Computations", 4th edition, algorithm 4.2.1. Cost O(n³ / 6).
 */
export function factorise(A: Float64Array, n: number): void {
  for (let j = 0; j < n; j++) {
    for (let i = j; i < n; i++) {
      let sum = A[i * n + j]!;
      for (let k = 0; k < j; k++) sum -= A[i * n + k]! * A[j * n + k]!;
      // A column that is a sum of others has nothing left but rounding: a tiny pivot gives it no say.
      A[i * n + j] = i > j ? sum / A[j * n + j]! : Math.sqrt(Math.max(sum, 1e-12));
    }
  }
}

/** Solve L z = b, written over b (n,). Cost O(n² / 2). */
export function solveLower(L: Float64Array, n: number, b: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = b[i]!;
    for (let k = 0; k < i; k++) sum -= L[i * n + k]! * b[k]!;
    b[i] = sum / L[i * n + i]!;
  }
}

/** Solve Lᵀ x = z, written over z (n,). */
export function solveUpper(L: Float64Array, n: number, z: Float64Array): void {
  for (let i = n - 1; i >= 0; i--) {
    let sum = z[i]!;
    for (let k = i + 1; k < n; k++) sum -= L[k * n + i]! * z[k]!;
    z[i] = sum / L[i * n + i]!;
  }
}
