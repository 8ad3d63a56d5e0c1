package duty;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Who must have a bakvakt has one, and nobody is bakvakt for nothing. */
public final class BackupRules {
    private final Book book;
    private final Book.Part missing, same, unneeded;

    public BackupRules(Book book) {
        this.book = book;
        missing = book.part("backup.missing");
        same = book.part("backup.same_person");
        unneeded = book.part("backup.unneeded");
    }

    /** Of a doctor whose first duties are all backed: the duties that need a bakvakt. */
    public List<Take> needing(Doctor doctor, List<Place> places) {
        List<Place> duties = new ArrayList<>(places);
        duties.sort(Comparator.<Place>comparingInt(p -> p.getShift().start).thenComparing(p -> p.getShift().id));
        List<Take> found = new ArrayList<>();
        for (int i = 0; i < duties.size(); i++) {
            Shift shift = duties.get(i).getShift();
            if (i < doctor.backedFirst || doctor.backed(shift)) {
                found.add(new Take(shift, doctor, false));
            }
        }
        return found;
    }

    /** What the takes that meet in time cost. */
    public Weighed weigh(List<Take> takes, Map<String, Long> parts) {
        Weighed sum = new Weighed(parts);
        List<Take> duties = takes.stream().filter(t -> !t.shift().onDemand).toList();
        List<Take> backups = takes.stream().filter(t -> t.shift().onDemand).toList();
        int[] edges = edges(takes);
        for (Take duty : duties) {
            int lacking = 0;
            for (int i = 0; i + 1 < edges.length; i++) {
                boolean inside = on(duty, edges[i]);
                if (inside && count(duties, edges[i]) > book.cap * count(backups, edges[i])) {
                    lacking += edges[i + 1] - edges[i];
                }
            }
            sum.addMinutes(missing, lacking);
            for (Take backup : backups) {
                if (backup.doctor() == duty.doctor() && backup.shift().meets(duty.shift())) {
                    Shift a = backup.shift();
                    Shift b = duty.shift();
                    sum.addMinutes(same, Math.min(a.end, b.end) - Math.max(a.start, b.start));
                }
            }
        }
        for (Take backup : backups) {
            boolean needed = backup.fixed();
            for (int i = 0; i + 1 < edges.length; i++) {
                int at = edges[i];
                needed |= on(backup, at) && count(duties, at) > book.cap * (count(backups, at) - 1);
            }
            sum.add(unneeded, needed ? 0 : 1);
        }
        return sum;
    }

    private static int[] edges(List<Take> takes) {
        TreeSet<Integer> found = new TreeSet<>();
        for (Take t : takes) {
            found.add(t.shift().start);
            found.add(t.shift().end);
        }
        return found.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean on(Take take, int at) {
        return take.shift().start <= at && at < take.shift().end;
    }

    private static int count(List<Take> takes, int at) {
        int found = 0;
        for (Take t : takes) {
            found += on(t, at) ? 1 : 0;
        }
        return found;
    }
}
