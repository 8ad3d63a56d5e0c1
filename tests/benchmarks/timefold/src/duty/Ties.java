package duty;

import common.Json.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What ties shifts and doctors together: pairs, supervision, wards, blocks of a weekend. */
final class Ties {
    private static final int FRIDAY = 4;

    final List<Apart> apart = new ArrayList<>();
    final List<Company> company = new ArrayList<>();
    final List<Supervised> supervised = new ArrayList<>();
    private final Map<String, Group> wardWeeks = new HashMap<>();
    private final Map<String, Group> blockWeekends = new HashMap<>();
    private final Map<String, Doctor> byId = new HashMap<>();
    private final Book book;

    Ties(Node from, Book book, List<Shift> shifts, List<Doctor> doctors) {
        this.book = book;
        doctors.forEach(d -> byId.put(d.id, d));
        for (Node row : from.get("apart").list()) {
            List<String> names = row.texts();
            apart.add(new Apart(byId.get(names.get(0)), byId.get(names.get(1)), names.get(2)));
        }
        apart.forEach(pair -> pair.doctor().paired = pair.other().paired = true);
        from.get("company").list().forEach(row -> company.add(company(row)));
        from.get("supervised").list().forEach(row -> supervised.add(supervised(row)));
        meetings(shifts);
        groups(shifts, doctors);
        strangers(shifts, doctors);
    }

    private Company company(Node row) {
        Set<Doctor> others = new HashSet<>();
        row.get("others").texts().forEach(id -> others.add(byId.get(id)));
        Company found = new Company(byId.get(row.get("doctor").text()), row.get("line").text(), others);
        found.doctor().company.add(found);
        found.doctor().accompanied = true;
        others.forEach(other -> other.accompanied = true);
        return found;
    }

    private Supervised supervised(Node row) {
        Doctor doctor = byId.get(row.get("doctor").text());
        Doctor supervisor = byId.get(row.get("supervisor").text());
        int first = row.get("first").whole();
        int last = row.get("last").whole();
        return new Supervised(doctor, supervisor, row.get("line").text(), first, last, row.get("wanted").whole());
    }

    /** Number the groups of shifts that meet in one place, where somebody must have company. */
    private void meetings(List<Shift> shifts) {
        for (Shift shift : shifts) {
            boolean asked = company.stream().anyMatch(c -> c.covers(shift));
            shift.meeting = asked ? shift.index : -1;
        }
        boolean[] asked = new boolean[shifts.size()];
        shifts.forEach(s -> asked[s.index] = s.meeting >= 0);
        for (Shift a : shifts) {
            for (int j = a.index + 1; j < shifts.size() && shifts.get(j).start < a.end; j++) {
                Shift b = shifts.get(j);
                if ((asked[a.index] || asked[b.index]) && a.near(b)) {
                    join(shifts, a, b);
                }
            }
        }
    }

    private static void join(List<Shift> shifts, Shift a, Shift b) {
        int one = a.meeting >= 0 ? a.meeting : b.meeting;
        int other = b.meeting >= 0 ? b.meeting : one;
        if (one != other) {
            shifts.stream().filter(s -> s.meeting == other).forEach(s -> s.meeting = one);
        }
        a.meeting = one;
        b.meeting = one;
    }

    private void groups(List<Shift> shifts, List<Doctor> doctors) {
        for (Shift shift : shifts) {
            int week = book.week(shift.day);
            if (!shift.ward.isEmpty()) {
                shift.wardWeek = wardWeeks.computeIfAbsent(shift.ward + " " + week, name -> new Group(name, 1));
            }
            block(shift);
            if (book.kinds.contains(shift.kind)) {
                shift.countForSpecialists();
            }
        }
        for (Doctor doctor : doctors) {
            for (Shift shift : doctor.past) {
                block(shift);
                if (shift.blockWeekend != null) {
                    shift.blockWeekend.past.add(doctor);
                }
            }
        }
    }

    private static void strangers(List<Shift> shifts, List<Doctor> doctors) {
        Set<String> cared = new HashSet<>(); // the wards that have their own doctors
        doctors.forEach(d -> cared.addAll(d.wards));
        for (Doctor doctor : doctors) {
            doctor.strange = new boolean[shifts.size()];
            for (Shift shift : shifts) {
                doctor.strange[shift.index] = cared.contains(shift.ward) && !doctor.wards.contains(shift.ward);
            }
        }
    }

    private void block(Shift shift) {
        boolean weekend = Math.floorMod(shift.day - book.number("monday"), 7) >= FRIDAY;
        if (weekend && !shift.block.isEmpty()) {
            String name = shift.block + " " + book.week(shift.day);
            shift.blockWeekend = blockWeekends.computeIfAbsent(name, n -> new Group(n, book.places(shift.block)));
        }
    }
}
