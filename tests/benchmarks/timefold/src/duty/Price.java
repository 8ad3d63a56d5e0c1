package duty;

import common.Json.Node;
import java.math.BigInteger;
import java.util.Arrays;

/** What a count costs by its distance from a fair share a/b: floor(K (n - a/b)² + ½). */
final class Price {
    private static final long UNKNOWN = -1;

    private final BigInteger a, b, k;
    private final long[] known; // by count

    Price(Node from) {
        a = new BigInteger(from.get("over").text());
        b = new BigInteger(from.get("under").text());
        k = BigInteger.valueOf(from.get("steepness").big());
        known = new long[from.get("most").whole() + 1];
        Arrays.fill(known, UNKNOWN);
    }

    long of(int n) {
        if (known[n] == UNKNOWN) {
            BigInteger away = b.multiply(BigInteger.valueOf(n)).subtract(a);
            BigInteger twice = k.multiply(away).multiply(away).shiftLeft(1).add(b.multiply(b));
            known[n] = twice.divide(b.multiply(b).shiftLeft(1)).longValueExact();
        }
        return known[n];
    }
}
