package duty;

import common.Json.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A doctor: what the past, the practice, the wishes and the fair share ask. */
public final class Doctor {
    /** A graded wish, with the shifts of the period that match it. */
    public record Wish(boolean like, int strength, boolean[] matches) {}

    public final int number; // in the order of the instance
    public final String id;
    public final String home; // the municipality
    public final boolean employed; // under arbeidsmiljøloven
    private final int restSfs, restOther; // around duty on site, by whether its line is under SFS
    public final int weeklyRest; // minutes
    public final long[] room; // minutes of the post for the roster, over and under; nothing when it does not matter
    public final Set<String> wards;
    public boolean[] strange; // by shift: others are the regular ones in its ward
    private final int specialistFrom; // a day
    public final Shift[] past; // by time
    private int firstPractice; // a day
    private int[][] practice; // by day from then on: opens, closes, or nothing
    public final Sparse weekMinutes; // practice and other work by week
    public final Sparse dayMinutes; // practice that a night takes away, by day
    public final boolean[] mustBack; // by shift: may not stand alone on it
    public final int backedFirst; // the next so many duties with a bakvakt, whatever the competence
    private final Price[] prices; // by measure of fairness
    public final List<Wish> wishes = new ArrayList<>();
    public final Set<Integer> feastsWorked = new HashSet<>();
    public boolean paired; // kept apart from somebody
    public boolean accompanied; // has company, or is somebody's
    public final List<Company> company = new ArrayList<>(); // without which there is no duty
    public final boolean locum;
    public final int locumDaysLeft; // on the exception from the specialisation
    public final Set<Integer> exceptedDays = new HashSet<>();
    public final int dutiesWanted; // before the end of the period, to keep the competence
    public final int[] traineeDuties; // at least, at most; nothing for others

    public Doctor(Node from, int number, int shifts) {
        this.number = number;
        id = from.get("id").text();
        home = from.get("home").text();
        employed = from.get("employed").yes();
        restSfs = from.get("rest_sfs").whole();
        restOther = from.get("rest_other").whole();
        weeklyRest = from.get("weekly_rest").whole();
        room = from.has("room") ? from.get("room").list().stream().mapToLong(Node::big).toArray() : null;
        wards = Set.copyOf(from.get("wards").texts());
        specialistFrom = from.has("specialist_from") ? from.get("specialist_from").whole() : Integer.MAX_VALUE;
        past = from.get("past").list().stream().map(p -> new Shift(p, -1)).toArray(Shift[]::new);
        dayMinutes = new Sparse(practice(from.get("practice").list()));
        Map<Integer, Integer> weeks = new HashMap<>();
        from.get("week_minutes").list().forEach(week -> weeks.put(week.ints()[0], week.ints()[1]));
        weekMinutes = new Sparse(weeks);
        mustBack = flags(from.get("must_be_backed"), shifts);
        backedFirst = from.get("backed_first").whole();
        prices = from.get("shares").list().stream().map(Price::new).toArray(Price[]::new);
        for (Node wish : from.get("wishes").list()) {
            boolean like = wish.get("like").yes();
            wishes.add(new Wish(like, wish.get("strength").whole(), flags(wish.get("matches"), shifts)));
        }
        add(feastsWorked, from.get("feasts_worked"));
        locum = from.get("locum").yes();
        locumDaysLeft = from.get("locum_days_left").whole();
        add(exceptedDays, from.get("excepted_days"));
        dutiesWanted = from.get("duties_wanted").whole();
        traineeDuties = from.has("trainee_duties") ? from.get("trainee_duties").ints() : null;
    }

    /** Read when practice opens and closes; returns its minutes by day. */
    private Map<Integer, Integer> practice(List<Node> rows) {
        Map<Integer, Integer> found = new HashMap<>();
        firstPractice = rows.isEmpty() ? 0 : rows.get(0).ints()[0];
        practice = new int[rows.isEmpty() ? 0 : rows.get(rows.size() - 1).ints()[0] - firstPractice + 1][];
        for (Node row : rows) {
            int[] n = row.ints();
            practice[n[0] - firstPractice] = new int[] {n[1], n[2]};
            found.put(n[0], Math.max(0, n[2] - n[1]));
        }
        return found;
    }

    private static boolean[] flags(Node indices, int size) {
        boolean[] found = new boolean[size];
        for (int i : indices.ints()) {
            found[i] = true;
        }
        return found;
    }

    private static void add(Set<Integer> into, Node from) {
        for (int n : from.ints()) {
            into.add(n);
        }
    }

    /** When practice opens and closes on a day; null on days without. */
    public int[] practises(int day) {
        int at = day - firstPractice;
        return at >= 0 && at < practice.length ? practice[at] : null;
    }

    /** What a count of a measure of fairness costs. */
    public long price(int measure, int count) {
        return prices[measure].of(count);
    }

    /** Minutes of rest between two shifts on site. */
    public int rest(Shift a, Shift b) {
        return Math.max(a.underSfs ? restSfs : restOther, b.underSfs ? restSfs : restOther);
    }

    /** The most that anything asks between two shifts on site. */
    public int longestRest() {
        return Math.max(restSfs, restOther);
    }

    /** Whether the doctor is a specialist on the day of a shift. */
    public boolean specialist(Shift shift) {
        return specialistFrom <= shift.day;
    }

    /** Whether others are the regular ones in the ward of a shift. */
    public boolean stranger(Shift shift) {
        return strange[shift.index];
    }

    /** Minutes that a shift inside opening hours shares with practice. */
    public int busy(Shift shift) {
        int found = 0;
        for (int day = shift.day; day <= shift.endDay && !shift.outOfHours; day++) {
            int[] hours = practises(day);
            if (hours != null) {
                found += Math.max(0, Math.min(shift.end, hours[1]) - Math.max(shift.start, hours[0]));
            }
        }
        return found;
    }

    /** Whether the doctor must have a bakvakt on a shift, when it does not depend on what else the doctor has. */
    public boolean backed(Shift shift) {
        return mustBack[shift.index];
    }

    @Override
    public String toString() {
        return id;
    }
}
