package duty;

import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import common.Json.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A planning, and its roster. The levels of the score: forbidden | cover, law-soft, stability, people. */
@PlanningSolution
public class Plan {
    @ProblemFactCollectionProperty
    private List<Doctor> doctors = new ArrayList<>();

    @ProblemFactCollectionProperty
    private List<Apart> apart = new ArrayList<>();

    @ProblemFactCollectionProperty
    private List<Supervised> supervised = new ArrayList<>();

    private List<Company> company = new ArrayList<>();

    @PlanningEntityCollectionProperty
    private List<Place> places = new ArrayList<>();

    private int[] begins; // by day, where its places begin; and where they end

    @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = 4)
    private BendableLongScore score;

    public Plan() {}

    /** The facts that the exchange writes. */
    public Plan(Node from, Book book) {
        List<Node> rows = from.get("shifts").list();
        List<Shift> shifts = new ArrayList<>();
        for (Node row : rows) {
            shifts.add(new Shift(row, shifts.size()));
        }
        cluster(shifts);
        Map<String, Doctor> byId = new HashMap<>();
        for (Node row : from.get("doctors").list()) {
            Doctor doctor = new Doctor(row, doctors.size(), shifts.size());
            doctors.add(doctor);
            byId.put(doctor.id, doctor);
        }
        Ties ties = new Ties(from, book, shifts, doctors);
        apart = ties.apart;
        company = ties.company;
        supervised = ties.supervised;
        shifts.forEach(shift -> places(shift, rows.get(shift.index), book, byId));
        begin(book.days);
    }

    /** The places of a shift, each open to whoever may take it and has no practice then. */
    private void places(Shift shift, Node row, Book book, Map<String, Doctor> byId) {
        List<Doctor> able = new ArrayList<>();
        row.get("able").texts().forEach(d -> able.add(byId.get(d)));
        if (book.part("one-place.practice").level() == 0) {
            able.removeIf(d -> d.busy(shift) > 0);
        }
        List<String> locked = row.get("locked").texts();
        for (int n = 0; n < shift.places; n++) {
            Doctor kept = n < locked.size() ? byId.get(locked.get(n)) : null;
            places.add(new Place(shift, n, able, kept));
        }
    }

    private void begin(int days) {
        begins = new int[days + 1];
        for (Place place : places) {
            begins[place.getShift().day + 1]++;
        }
        for (int day = 0; day < days; day++) {
            begins[day + 1] += begins[day];
        }
    }

    /** The places of the shifts dated from one day to another, both included. */
    List<Place> between(int first, int last) {
        int end = begins.length - 1;
        return places.subList(begins[Math.max(0, Math.min(first, end))], begins[Math.max(0, Math.min(last + 1, end))]);
    }

    /** Number the groups of duties and bakvakter that meet in time. */
    private static void cluster(List<Shift> shifts) {
        int cluster = -1;
        int reach = Integer.MIN_VALUE;
        for (Shift shift : shifts) { // by start
            if (shift.alone || shift.onDemand) {
                cluster += shift.start >= reach ? 1 : 0;
                reach = Math.max(reach, shift.end);
                shift.cluster = cluster;
            }
        }
    }

    public List<Doctor> getDoctors() {
        return doctors;
    }

    public List<Apart> getApart() {
        return apart;
    }

    public List<Company> getCompany() {
        return company;
    }

    public List<Supervised> getSupervised() {
        return supervised;
    }

    public List<Place> getPlaces() {
        return places;
    }

    public BendableLongScore getScore() {
        return score;
    }

    public void setScore(BendableLongScore score) {
        this.score = score;
    }
}
