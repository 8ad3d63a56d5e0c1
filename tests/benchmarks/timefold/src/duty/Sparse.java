package duty;

import java.util.Map;

/** Whole numbers by index, 0 where there is none. */
final class Sparse {
    private final int first;
    private final int[] numbers;

    Sparse(Map<Integer, Integer> from) {
        first = from.keySet().stream().mapToInt(n -> n).min().orElse(0);
        int last = from.keySet().stream().mapToInt(n -> n).max().orElse(-1);
        numbers = new int[last - first + 1];
        from.forEach((index, n) -> numbers[index - first] = n);
    }

    int get(int index) {
        return index < first || index - first >= numbers.length ? 0 : numbers[index - first];
    }
}
