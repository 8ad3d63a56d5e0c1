package duty;

/** A doctor and a supervisor who are to have so many minutes together on a line from one day to another. */
public record Supervised(Doctor doctor, Doctor supervisor, String line, int first, int last, int wanted) {
    public boolean covers(Shift shift) {
        return shift.line.equals(line) && shift.day >= first && shift.day <= last;
    }
}
