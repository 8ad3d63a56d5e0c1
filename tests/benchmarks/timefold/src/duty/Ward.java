package duty;

import common.Draw;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A ward of a week to one doctor; whoever had it takes over, as far as may be, what that doctor had meanwhile. */
public final class Ward extends Draw<Plan, Reassign> {
    private List<List<Place>> weeks;
    private Plan of;

    @Override
    protected long size(Plan plan) {
        return (long) weeks(plan).size() * plan.getDoctors().size();
    }

    @Override
    protected Reassign draw(Plan plan, Random random) {
        List<List<Place>> all = weeks(plan);
        List<Place> week = all.get(random.nextInt(all.size()));
        List<Doctor> able = week.get(random.nextInt(week.size())).getAble();
        if (able.isEmpty()) {
            return null;
        }
        Doctor to = able.get(random.nextInt(able.size()));
        Doctor from = week.get(random.nextInt(week.size())).getDoctor();
        Map<Place, Doctor> changes = new LinkedHashMap<>();
        for (Place place : week) {
            if (place.getDoctor() != to && place.isAble(to)) {
                plan.between(place.getShift().day - 1, place.getShift().endDay).stream()
                        .filter(p -> p.getDoctor() == to && !p.isLocked() && p.getShift().meets(place.getShift()))
                        .forEach(p -> changes.put(p, from != null && p.isAble(from) ? from : null));
                changes.put(place, to);
            }
        }
        return changes.isEmpty() ? null : Reassign.of(changes);
    }

    private List<List<Place>> weeks(Plan plan) {
        if (of != plan) {
            of = plan;
            Map<Group, List<Place>> found = new LinkedHashMap<>();
            for (Place place : plan.getPlaces()) {
                if (place.getShift().wardWeek != null && !place.isLocked()) {
                    found.computeIfAbsent(place.getShift().wardWeek, w -> new ArrayList<>()).add(place);
                }
            }
            weeks = List.copyOf(found.values());
        }
        return weeks;
    }

    /** Whether there is anything to move. */
    static boolean has(Plan plan) {
        return plan.getPlaces().stream().anyMatch(p -> p.getShift().wardWeek != null && !p.isLocked());
    }
}
