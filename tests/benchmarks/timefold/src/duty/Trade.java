package duty;

import common.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Two doctors trade what they have in some days in a row, as far as each may take it. */
public final class Trade extends Draw<Plan, Reassign> {
    private static final int LONGEST = 14; // days

    @Override
    protected long size(Plan plan) {
        return (long) plan.getDoctors().size() * plan.getDoctors().size() * LONGEST;
    }

    @Override
    protected Reassign draw(Plan plan, Random random) {
        List<Doctor> doctors = plan.getDoctors();
        Doctor a = doctors.get(random.nextInt(doctors.size()));
        Doctor b = doctors.get(random.nextInt(doctors.size()));
        int first = random.nextInt(Rules.book.days);
        int last = first + random.nextInt(LONGEST);
        List<Place> places = new ArrayList<>();
        for (Place place : plan.between(first, last)) {
            boolean theirs = place.getDoctor() != null && (place.getDoctor() == a || place.getDoctor() == b);
            if (theirs && !place.isLocked() && place.isAble(place.getDoctor() == a ? b : a)) {
                places.add(place);
            }
        }
        if (a == b || places.isEmpty()) {
            return null;
        }
        return new Reassign(places, places.stream().map(p -> p.getDoctor() == a ? b : a).toArray(Doctor[]::new));
    }
}
