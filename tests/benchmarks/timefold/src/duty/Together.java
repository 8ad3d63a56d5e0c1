package duty;

import common.Draw;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A shift that some have only together: they get it, give it up, or have it at another time. */
public final class Together extends Draw<Plan, Reassign> {
    private Map<Company, List<List<Place>>> shifts; // the places of each shift on the line, by company
    private Plan of;

    @Override
    protected long size(Plan plan) {
        return plan.getCompany().stream().mapToLong(c -> (long) shifts(plan, c).size() * shifts(plan, c).size()).sum();
    }

    @Override
    protected Reassign draw(Plan plan, Random random) {
        Company company = plan.getCompany().get(random.nextInt(plan.getCompany().size()));
        List<List<Place>> all = shifts(plan, company);
        if (all.isEmpty()) {
            return null;
        }
        List<Place> one = all.get(random.nextInt(all.size()));
        List<Place> other = all.get(random.nextInt(all.size()));
        Map<Place, Doctor> changes = new LinkedHashMap<>();
        if (one != other) {
            for (int i = 0; i < Math.min(one.size(), other.size()); i++) {
                change(changes, one.get(i), other.get(i).getDoctor());
                change(changes, other.get(i), one.get(i).getDoctor());
            }
        } else if (one.stream().allMatch(p -> p.getDoctor() == null)) {
            fill(changes, company, one, random);
        } else {
            one.forEach(p -> change(changes, p, null));
        }
        return changes.isEmpty() ? null : Reassign.of(changes);
    }

    private static void change(Map<Place, Doctor> changes, Place place, Doctor to) {
        if (place.getDoctor() != to && place.mayHave(to)) {
            changes.put(place, to);
        }
    }

    /** The doctor in the first place, one of the others in the next. */
    private static void fill(Map<Place, Doctor> changes, Company company, List<Place> places, Random random) {
        change(changes, places.get(0), company.doctor());
        if (places.size() > 1) {
            List<Doctor> able = company.others().stream().filter(places.get(1)::isAble).toList();
            if (!able.isEmpty()) {
                change(changes, places.get(1), able.get(random.nextInt(able.size())));
            }
        }
    }

    private List<List<Place>> shifts(Plan plan, Company company) {
        if (of != plan) {
            of = plan;
            shifts = new IdentityHashMap<>();
        }
        return shifts.computeIfAbsent(company, c -> {
            Map<Shift, List<Place>> found = new LinkedHashMap<>();
            for (Place place : plan.getPlaces()) {
                if (c.covers(place.getShift()) && !place.isLocked()) {
                    found.computeIfAbsent(place.getShift(), s -> new ArrayList<>()).add(place);
                }
            }
            return List.copyOf(found.values());
        });
    }

    /** Whether there is anything to move. */
    static boolean has(Plan plan) {
        return plan.getCompany().stream()
                .anyMatch(c -> plan.getPlaces().stream().anyMatch(p -> c.covers(p.getShift()) && !p.isLocked()));
    }
}
