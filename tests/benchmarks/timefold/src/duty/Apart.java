package duty;

/** Two doctors who are never on duty together, on one line or (empty) on all. */
public record Apart(Doctor doctor, Doctor other, String line) {
    public boolean together(Shift a, Shift b) {
        boolean onLine = line.isEmpty() || (a.line.equals(line) && b.line.equals(line));
        return onLine && a.meets(b);
    }
}
