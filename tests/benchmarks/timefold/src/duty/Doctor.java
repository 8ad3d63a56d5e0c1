package duty;

import common.Json.Node;
import java.math.BigInteger;
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

    public final String id;
    public final int restMinutes; // between two duties on site
    public final List<Shift> past = new ArrayList<>();
    private final int[][] practice; // by day from the first of the period: opens, closes, or nothing
    public final Map<Integer, Integer> weekMinutes = new HashMap<>(); // practice and other work by week
    public final Map<Integer, Integer> dayMinutes = new HashMap<>(); // practice that a night takes away, by day
    public final boolean[] mustBack; // by shift: may not stand alone on it
    public final int backedFirst; // the next so many duties with a bakvakt, whatever the competence
    public final long[][] shares; // by measure: the price of each count
    public final List<Wish> wishes = new ArrayList<>();
    public final Set<Integer> feastsWorked = new HashSet<>();
    public boolean paired; // kept apart from somebody
    public final boolean locum;
    public final int locumDaysLeft; // on the exception from the specialisation
    public final Set<Integer> exceptedDays = new HashSet<>();
    public final int dutiesWanted; // before the end of the period, to keep the competence
    public final int[] traineeDuties; // at least, at most; nothing for others

    public Doctor(Node from, int shifts) {
        id = from.get("id").text();
        restMinutes = from.get("rest_minutes").whole();
        from.get("past").list().forEach(p -> past.add(new Shift(p, -1)));
        int days = from.get("practice").list().stream().mapToInt(n -> n.ints()[0] + 1).max().orElse(0);
        practice = new int[Math.max(0, days)][];
        for (Node day : from.get("practice").list()) {
            int[] n = day.ints();
            if (n[0] >= 0) {
                practice[n[0]] = new int[] {n[1], n[2]};
            }
            dayMinutes.put(n[0], n[2] - n[1]);
        }
        for (Node week : from.get("week_minutes").list()) {
            weekMinutes.put(week.ints()[0], week.ints()[1]);
        }
        mustBack = flags(from.get("must_be_backed"), shifts);
        backedFirst = from.get("backed_first").whole();
        shares = from.get("shares").list().stream().map(Doctor::prices).toArray(long[][]::new);
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

    /** floor(K (n - a/b)² + ½) for n = 0, 1, … most: the share is a/b. */
    private static long[] prices(Node from) {
        BigInteger a = new BigInteger(from.get("over").text());
        BigInteger b = new BigInteger(from.get("under").text());
        BigInteger k = BigInteger.valueOf(from.get("steepness").big());
        long[] found = new long[from.get("most").whole() + 1];
        for (int n = 0; n < found.length; n++) {
            BigInteger away = b.multiply(BigInteger.valueOf(n)).subtract(a);
            BigInteger twice = k.multiply(away).multiply(away).shiftLeft(1).add(b.multiply(b));
            found[n] = twice.divide(b.multiply(b).shiftLeft(1)).longValueExact();
        }
        return found;
    }

    /** When practice opens and closes on a day of the period or soon after; null on other days. */
    public int[] practises(int day) {
        return day < practice.length && day >= 0 ? practice[day] : null;
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
