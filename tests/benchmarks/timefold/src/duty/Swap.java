package duty;

import common.Draw;
import java.util.List;
import java.util.Random;

/** Two places exchange their doctors, as far as each may take the other's. */
public final class Swap extends Draw<Plan, Reassign> {
    @Override
    protected long size(Plan plan) {
        return (long) plan.getPlaces().size() * plan.getPlaces().size();
    }

    @Override
    protected Reassign draw(Plan plan, Random random) {
        List<Place> places = plan.getPlaces();
        Place one = places.get(random.nextInt(places.size()));
        Place other = places.get(random.nextInt(places.size()));
        boolean may = one.mayHave(other.getDoctor()) && other.mayHave(one.getDoctor());
        if (!may || one.getDoctor() == other.getDoctor()) {
            return null;
        }
        return new Reassign(List.of(one, other), new Doctor[] {other.getDoctor(), one.getDoctor()});
    }
}
