package duty;

import common.Draw;
import java.util.List;
import java.util.Random;

/** One place to another doctor, or to nobody. The library's own change asks all places for their doctors at every step. */
public final class Change extends Draw<Plan, Reassign> {
    @Override
    protected long size(Plan plan) {
        return (long) plan.getPlaces().size() * plan.getDoctors().size();
    }

    @Override
    protected Reassign draw(Plan plan, Random random) {
        Place place = plan.getPlaces().get(random.nextInt(plan.getPlaces().size()));
        List<Doctor> able = place.getAble();
        int drawn = random.nextInt(able.size() + 1);
        Doctor to = drawn < able.size() ? able.get(drawn) : null;
        return place.isLocked() || place.getDoctor() == to ? null : new Reassign(List.of(place), new Doctor[] {to});
    }
}
