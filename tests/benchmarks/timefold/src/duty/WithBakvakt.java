package duty;

import common.Draw;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Duties that meet in time, and their bakvakter, to other doctors at once: one alone would break the rule of bakvakt. */
public final class WithBakvakt extends Draw<Plan, Reassign> {
    private List<List<Place>> clusters;
    private Plan of;

    @Override
    protected long size(Plan plan) {
        return 50L * plan.getPlaces().size();
    }

    @Override
    protected Reassign draw(Plan plan, Random random) {
        List<List<Place>> all = clusters(plan);
        List<Place> places = all.get(random.nextInt(all.size()));
        Doctor[] doctors = new Doctor[places.size()];
        for (int i = 0; i < doctors.length; i++) {
            List<Doctor> able = places.get(i).getAble();
            boolean empty = able.isEmpty() || (places.get(i).getShift().onDemand && random.nextBoolean());
            doctors[i] = empty ? null : able.get(random.nextInt(able.size()));
        }
        return new Reassign(places, doctors);
    }

    private List<List<Place>> clusters(Plan plan) {
        if (of != plan) {
            of = plan;
            List<List<Place>> found = new ArrayList<>();
            for (Place place : plan.getPlaces()) {
                int cluster = place.isLocked() ? -1 : place.getShift().cluster;
                while (found.size() <= cluster) {
                    found.add(new ArrayList<>());
                }
                if (cluster >= 0) {
                    found.get(cluster).add(place);
                }
            }
            found.removeIf(List::isEmpty);
            clusters = found.isEmpty() ? List.of(List.of()) : found;
        }
        return clusters;
    }
}
