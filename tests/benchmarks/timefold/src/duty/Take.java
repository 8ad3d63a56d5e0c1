package duty;

/** A doctor on a duty that needs a bakvakt, or on a bakvakt. */
public record Take(Shift shift, Doctor doctor, boolean fixed) {
    public int cluster() {
        return shift.cluster;
    }
}
