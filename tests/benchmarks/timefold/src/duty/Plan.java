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

    @PlanningEntityCollectionProperty
    private List<Place> places = new ArrayList<>();

    @PlanningScore(bendableHardLevelsSize = 1, bendableSoftLevelsSize = 4)
    private BendableLongScore score;

    public Plan() {}

    /** The facts that the exchange writes. */
    public Plan(Node from) {
        List<Node> rows = from.get("shifts").list();
        List<Shift> shifts = new ArrayList<>();
        for (Node row : rows) {
            shifts.add(new Shift(row, shifts.size()));
        }
        cluster(shifts);
        Map<String, Doctor> byId = new HashMap<>();
        for (Node row : from.get("doctors").list()) {
            Doctor doctor = new Doctor(row, shifts.size());
            doctors.add(doctor);
            byId.put(doctor.id, doctor);
        }
        for (Node row : from.get("apart").list()) {
            List<String> names = row.texts();
            Apart pair = new Apart(byId.get(names.get(0)), byId.get(names.get(1)), names.get(2));
            pair.doctor().paired = true;
            pair.other().paired = true;
            apart.add(pair);
        }
        for (Shift shift : shifts) {
            List<Doctor> able = new ArrayList<>();
            rows.get(shift.index).get("able").texts().forEach(d -> able.add(byId.get(d)));
            List<String> locked = rows.get(shift.index).get("locked").texts();
            for (int n = 0; n < shift.places; n++) {
                Doctor kept = n < locked.size() ? byId.get(locked.get(n)) : null;
                if (kept != null || !able.isEmpty()) {
                    places.add(new Place(shift, n, able, kept));
                }
            }
        }
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
