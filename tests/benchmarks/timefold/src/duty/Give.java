package duty;

import common.Draw;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A place, now and then an open one, to a doctor; what the doctor has at the time goes to whoever had it, or to another. */
public final class Give extends Draw<Plan, Reassign> {
    private static final int OPEN = 4; // one in so many is for an open place

    @Override
    protected long size(Plan plan) {
        return (long) plan.getPlaces().size() * plan.getDoctors().size();
    }

    @Override
    protected Reassign draw(Plan plan, Random random) {
        Place place = place(plan.getPlaces(), random);
        List<Doctor> able = place.getAble();
        if (place.isLocked() || able.isEmpty()) {
            return null;
        }
        Doctor from = place.getDoctor();
        Doctor to = able.get(random.nextInt(able.size()));
        if (to == from) {
            return null;
        }
        Map<Place, Doctor> changes = new LinkedHashMap<>();
        changes.put(place, to);
        Shift shift = place.getShift();
        for (Place other : plan.between(shift.day - 1, shift.endDay)) {
            if (other != place && other.getDoctor() == to && !other.isLocked() && other.getShift().meets(shift)) {
                Doctor any = other.getAble().get(random.nextInt(other.getAble().size()));
                changes.put(other, from != null && other.mayHave(from) ? from : any == to ? null : any);
            }
        }
        return Reassign.of(changes);
    }

    private static Place place(List<Place> places, Random random) {
        int first = random.nextInt(places.size());
        if (random.nextInt(OPEN) == 0) {
            for (int i = 0; i < places.size(); i++) {
                Place place = places.get((first + i) % places.size());
                if (place.getDoctor() == null && place.getShift().wanted) {
                    return place;
                }
            }
        }
        return places.get(first);
    }
}
