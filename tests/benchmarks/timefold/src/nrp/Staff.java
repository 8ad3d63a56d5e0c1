package nrp;

/** One row of the staff section, with the days off of the employee; `most` is by shift type. */
public record Staff(
        String id,
        int[] most,
        int maxMinutes,
        int minMinutes,
        int maxRun,
        int minRun,
        int minRest,
        int maxWeekends,
        boolean[] off) {

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }
}
