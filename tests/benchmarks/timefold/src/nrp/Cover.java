package nrp;

/** How many are wanted of a type on a day, and the price of each too few and too many. */
public record Cover(int day, Kind kind, int wanted, int under, int over) {
    /** The price of a number of people. */
    public int cost(int count) {
        return count < wanted ? under * (wanted - count) : over * (count - wanted);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return day * 64 + kind.index();
    }
}
