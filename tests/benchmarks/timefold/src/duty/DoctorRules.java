package duty;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The rules that look at one doctor at a time, on the doctor's whole month at once. */
public final class DoctorRules {
    private static final Comparator<Shift> BY_TIME =
            Comparator.<Shift>comparingInt(s -> s.start).thenComparingInt(s -> s.end).thenComparing(s -> s.id);

    private final DateRules dates;
    private final HourRules hours;
    private final int home, beforeMinutes;
    private final Book.Part onePlace, rest, after, lost, before, practice, locum, locumDays, like, rather, tooMany, tooFew;
    private final Book.Part sameFeast, julNyttaar;
    private final Book.Part[] fairness;
    private static final String[] MEASURES = {"load", "nights", "weekends", "feasts", "bakvakt"};

    public DoctorRules(Book book) {
        dates = new DateRules(book);
        hours = new HourRules(book);
        home = book.number("daily-rest.home_minutes");
        beforeMinutes = book.number("rest-after-night.before_minutes");
        onePlace = book.part("one-place.main");
        rest = book.part("daily-rest.main");
        after = book.part("rest-after-night.after");
        lost = book.part("rest-after-night.practice_lost");
        before = book.part("rest-after-night.practice_before");
        practice = book.part("minimum-practice.main");
        locum = book.part("own-first.locum");
        locumDays = book.part("locum-limit.main");
        like = book.part("wishes.like");
        rather = book.part("wishes.rather_off");
        tooMany = book.part("trainee-progress.too_many");
        tooFew = book.part("trainee-progress.too_few");
        sameFeast = book.part("feast-memory.same_feast");
        julNyttaar = book.part("feast-memory.jul_and_nyttaar");
        fairness = Arrays.stream(MEASURES).map(m -> book.part("fairness." + m)).toArray(Book.Part[]::new);
    }

    /** What a doctor with these places costs. */
    public Weighed weigh(Doctor doctor, List<Place> places, Map<String, Long> parts) {
        Weighed sum = new Weighed(parts);
        Shift[] takes = new Shift[places.size()];
        for (int i = 0; i < takes.length; i++) {
            takes[i] = places.get(i).getShift();
        }
        Arrays.sort(takes, Comparator.comparingInt(s -> s.index));
        Shift[] walk = takes;
        if (!doctor.past.isEmpty()) {
            walk = Arrays.copyOf(takes, takes.length + doctor.past.size());
            for (int i = 0; i < doctor.past.size(); i++) {
                walk[takes.length + i] = doctor.past.get(i);
            }
            Arrays.sort(walk, BY_TIME);
        }
        pairs(sum, doctor, walk);
        nights(sum, doctor, takes);
        counts(sum, doctor, takes);
        wishes(sum, doctor, takes);
        feasts(sum, doctor, takes);
        hours.weigh(sum, doctor, walk);
        dates.weigh(sum, doctor, walk);
        return sum;
    }

    private void pairs(Weighed sum, Doctor doctor, Shift[] walk) {
        for (int j = 1; j < walk.length; j++) {
            Shift b = walk[j];
            for (int i = j - 1; i >= 0 && !b.past; i--) {
                Shift a = walk[i];
                if (a == b || a.meets(b)) {
                    sum.addMinutes(onePlace, Math.min(a.end, b.end) - Math.max(a.start, b.start));
                } else if (a.end <= b.start) {
                    int wanted = a.onSite && b.onSite ? doctor.restMinutes : home;
                    sum.addMinutes(rest, wanted - (b.start - a.end));
                    if (a.night && a.onSite) {
                        sum.addMinutes(after, a.freeUntil - b.start);
                    }
                }
            }
        }
    }

    private void nights(Weighed sum, Doctor doctor, Shift[] takes) {
        int lastLost = Integer.MIN_VALUE;
        for (Shift n : takes) {
            if (!n.night || !n.onSite) {
                continue;
            }
            if (n.endDay != lastLost && doctor.practises(n.endDay) != null) {
                sum.add(lost, 1);
                lastLost = n.endDay;
            }
            int[] hours = doctor.practises(n.day);
            if (hours != null && hours[0] < n.start) {
                int gap = Math.max(0, n.start - hours[1]);
                sum.addMinutes(before, beforeMinutes - gap);
            }
        }
    }

    private void counts(Weighed sum, Doctor doctor, Shift[] takes) {
        int[] n = new int[MEASURES.length];
        int duties = 0;
        int thisYear = 0;
        int regular = 0;
        int excepted = 0;
        int lastDay = Integer.MIN_VALUE;
        for (Shift s : takes) {
            for (int m = 0; m < n.length; m++) {
                n[m] += s.values[m];
            }
            duties += s.duty ? 1 : 0;
            thisYear += s.duty && s.thisYear ? 1 : 0;
            regular += s.onDemand ? 0 : 1;
            if (doctor.locum && s.day != lastDay && doctor.exceptedDays.contains(s.day)) {
                excepted++;
            }
            lastDay = s.day;
        }
        for (int m = 0; m < n.length; m++) {
            sum.add(fairness[m], doctor.shares[m][n[m]]);
        }
        sum.add(practice, doctor.dutiesWanted - thisYear);
        if (doctor.locum) {
            sum.add(locum, regular);
            sum.add(locumDays, excepted - doctor.locumDaysLeft);
        }
        if (doctor.traineeDuties != null) {
            sum.add(tooFew, doctor.traineeDuties[0] - duties);
            sum.add(tooMany, duties - doctor.traineeDuties[1]);
        }
    }

    private void wishes(Weighed sum, Doctor doctor, Shift[] takes) {
        for (Doctor.Wish wish : doctor.wishes) {
            int met = 0;
            for (Shift s : takes) {
                met += wish.matches()[s.index] ? 1 : 0;
            }
            if (wish.like()) {
                sum.add(like, met > 0 ? 0 : wish.strength());
            } else {
                sum.add(rather, (long) wish.strength() * met);
            }
        }
    }

    /** Feasts are numbered 10 · year + kind, with jul 0 and nyttår 1. */
    private void feasts(Weighed sum, Doctor doctor, Shift[] takes) {
        TreeSet<Integer> worked = null;
        for (Shift s : takes) {
            for (int feast : s.feasts) {
                worked = worked == null ? new TreeSet<>() : worked;
                worked.add(feast);
            }
        }
        if (worked == null) {
            return;
        }
        for (int feast : worked) {
            sum.add(sameFeast, doctor.feastsWorked.contains(feast - 10) ? 1 : 0);
            if (feast % 10 == 0) {
                sum.add(julNyttaar, worked.contains(feast + 1) || doctor.feastsWorked.contains(feast + 1) ? 1 : 0);
            } else if (feast % 10 == 1) {
                sum.add(julNyttaar, doctor.feastsWorked.contains(feast - 1) && !worked.contains(feast - 1) ? 1 : 0);
            }
        }
    }
}
