package duty;

import ai.timefold.solver.core.api.score.buildin.bendablelong.BendableLongScore;
import ai.timefold.solver.core.api.solver.SolutionManager;
import ai.timefold.solver.core.api.solver.SolverFactory;
import common.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** duty.Judge FACTS.json ROSTERS.json OUT.json: what every part of every rule costs, for the rosters of another hand. */
public final class Judge {
    private Judge() {}

    public static void main(String[] args) throws Exception {
        Json.Node facts = Json.parse(Files.readString(Path.of(args[0])));
        Rules.read(facts);
        SolutionManager<Plan, BendableLongScore> streams = SolutionManager.create(SolverFactory.create(Main.problem()));
        List<String> found = new ArrayList<>();
        for (Json.Node roster : Json.parse(Files.readString(Path.of(args[1]))).list()) {
            Plan plan = new Plan(facts, Rules.book);
            Map<String, Long> parts = new TreeMap<>();
            same(judge(plan, Rules.book, roster.list(), parts), streams.update(plan));
            StringBuilder told = new StringBuilder();
            parts.forEach((part, cost) -> {
                told.append(told.isEmpty() ? "" : ", ").append(Json.quote(part)).append(": ").append(cost);
            });
            found.add("{" + told + "}");
        }
        Files.writeString(Path.of(args[2]), "[" + String.join(",\n", found) + "]\n");
    }

    private static Weighed judge(Plan plan, Book book, List<Json.Node> pairs, Map<String, Long> parts) {
        take(plan, pairs);
        Map<Doctor, List<Place>> held = new LinkedHashMap<>();
        plan.getDoctors().forEach(d -> held.put(d, new ArrayList<>()));
        plan.getPlaces().stream().filter(p -> p.getDoctor() != null).forEach(p -> held.get(p.getDoctor()).add(p));
        Weighed sum = new Weighed(parts);
        DoctorRules doctorRules = new DoctorRules(book);
        held.forEach((doctor, places) -> sum.add(doctorRules.weigh(doctor, places, parts)));
        BackupRules backupRules = new BackupRules(book);
        Map<Integer, List<Take>> takes = new HashMap<>();
        held.forEach((doctor, places) -> {
            List<Place> duties = places.stream().filter(p -> p.getShift().alone).toList();
            backupRules.needing(doctor, duties).forEach(t -> add(takes, t));
            places.stream()
                    .filter(p -> p.getShift().onDemand)
                    .forEach(p -> add(takes, new Take(p.getShift(), doctor, p.isLocked())));
        });
        takes.values().forEach(cluster -> sum.add(backupRules.weigh(cluster, parts)));
        for (Place place : plan.getPlaces()) {
            if (place.getDoctor() == null && place.getShift().wanted) {
                String part = place.getShift().session ? "coverage.open_session" : "coverage.open_place";
                sum.add(book.part(part), 1);
            }
        }
        sum.add(new TieJudge(plan, book, new TieRules(book, Rules.homes), parts).judge());
        return sum;
    }

    /** Give the places that are not locked as a roster says. */
    private static void take(Plan plan, List<Json.Node> pairs) {
        Map<String, Doctor> doctors = new HashMap<>();
        plan.getDoctors().forEach(d -> doctors.put(d.id, d));
        Map<String, List<Place>> open = new HashMap<>();
        for (Place place : plan.getPlaces()) {
            if (!place.isLocked()) {
                open.computeIfAbsent(place.getShift().id, id -> new ArrayList<>()).add(place);
            }
        }
        for (Json.Node pair : pairs) {
            List<String> both = pair.texts();
            open.get(both.get(1)).remove(0).setDoctor(doctors.get(both.get(0)));
        }
    }

    /** Hold what the parts cost and the score of the constraint streams together. */
    private static void same(Weighed sum, BendableLongScore score) {
        for (int level = 0; level < 5; level++) {
            long told = level == 0 ? score.hardScore(0) : score.softScore(level - 1);
            if (told != -sum.level(level)) {
                throw new IllegalStateException("level " + level + ": " + sum.level(level) + " by part, but " + score);
            }
        }
    }

    private static void add(Map<Integer, List<Take>> takes, Take take) {
        takes.computeIfAbsent(take.cluster(), c -> new ArrayList<>()).add(take);
    }
}
