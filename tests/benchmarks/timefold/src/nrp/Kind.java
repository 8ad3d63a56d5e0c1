package nrp;

/** A shift type: its place in the file, its length and what may not follow it. */
public record Kind(int index, String id, int minutes, boolean[] bars) {
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return index;
    }

    @Override
    public String toString() {
        return id;
    }
}
