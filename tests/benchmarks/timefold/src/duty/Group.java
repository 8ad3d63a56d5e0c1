package duty;

import java.util.HashSet;
import java.util.Set;

/** Shifts that a rule sees as one: of a ward in a week, or of a block in a weekend. */
public final class Group {
    public final String name;
    public final int places; // for how many doctors it is meant
    public final Set<Doctor> past = new HashSet<>(); // who had some of it before the period

    Group(String name, int places) {
        this.name = name;
        this.places = places;
    }

    /** The doctors too many, when some are of the period. */
    public int surplus(Set<Doctor> doctors) {
        int known = (int) past.stream().filter(d -> !doctors.contains(d)).count();
        return Math.max(0, doctors.size() + known - places);
    }

    @Override
    public String toString() {
        return name;
    }
}
