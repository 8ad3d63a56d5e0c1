package duty;

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
        Book book = new Book(facts.get("book"));
        List<String> found = new ArrayList<>();
        for (Json.Node roster : Json.parse(Files.readString(Path.of(args[1]))).list()) {
            Map<String, Long> parts = judge(new Plan(facts), book, roster.list());
            StringBuilder told = new StringBuilder();
            parts.forEach((part, cost) -> {
                told.append(told.isEmpty() ? "" : ", ").append(Json.quote(part)).append(": ").append(cost);
            });
            found.add("{" + told + "}");
        }
        Files.writeString(Path.of(args[2]), "[" + String.join(",\n", found) + "]\n");
    }

    private static Map<String, Long> judge(Plan plan, Book book, List<Json.Node> pairs) {
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
        Map<Doctor, List<Place>> held = new LinkedHashMap<>();
        plan.getDoctors().forEach(d -> held.put(d, new ArrayList<>()));
        plan.getPlaces().stream().filter(p -> p.getDoctor() != null).forEach(p -> held.get(p.getDoctor()).add(p));
        Map<String, Long> parts = new TreeMap<>();
        DoctorRules doctorRules = new DoctorRules(book);
        held.forEach((doctor, places) -> doctorRules.weigh(doctor, places, parts));
        BackupRules backupRules = new BackupRules(book);
        Map<Integer, List<Take>> takes = new HashMap<>();
        held.forEach((doctor, places) -> {
            List<Place> duties = places.stream().filter(p -> p.getShift().alone).toList();
            backupRules.needing(doctor, duties).forEach(t -> add(takes, t));
            places.stream()
                    .filter(p -> p.getShift().onDemand)
                    .forEach(p -> add(takes, new Take(p.getShift(), doctor, p.isLocked())));
        });
        takes.values().forEach(cluster -> backupRules.weigh(cluster, parts));
        for (Place place : plan.getPlaces()) {
            if (place.getDoctor() == null && place.getShift().wanted) {
                String part = place.getShift().session ? "coverage.open_session" : "coverage.open_place";
                parts.merge(part, book.part(part).weight(), Long::sum);
            }
        }
        for (Apart pair : plan.getApart()) {
            for (Place a : held.get(pair.doctor())) {
                for (Place b : held.get(pair.other())) {
                    if (pair.together(a.getShift(), b.getShift())) {
                        parts.merge("pairing.apart", book.part("pairing.apart").weight(), Long::sum);
                    }
                }
            }
        }
        return parts;
    }

    private static void add(Map<Integer, List<Take>> takes, Take take) {
        takes.computeIfAbsent(take.cluster(), c -> new ArrayList<>()).add(take);
    }
}
