package duty;

import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A doctor who has duty on a line (empty: any) only while one of some others is there. */
public record Company(Doctor doctor, String line, Set<Doctor> others) {
    public boolean covers(Shift shift) {
        return line.isEmpty() || shift.line.equals(line);
    }

    /** The minutes of a shift in which none of the others is there; places are those of all on shifts that it meets. */
    public int alone(Shift shift, List<Place> places) {
        List<Shift> there = places.stream()
                .filter(p -> others.contains(p.getDoctor()) && shift.near(p.getShift()))
                .map(Place::getShift)
                .sorted(Comparator.comparingInt(s -> s.start))
                .toList();
        int alone = 0;
        int reached = shift.start;
        for (Shift other : there) {
            alone += Math.max(0, Math.min(other.start, shift.end) - reached);
            reached = Math.max(reached, other.end);
        }
        return alone + Math.max(0, shift.end - reached);
    }
}
