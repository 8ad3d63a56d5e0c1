package duty;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The rules that look at one doctor at a time, on the doctor's whole month at once. */
public final class DoctorRules {
    private final DateRules dates;
    private final HourRules hours;
    private final WeekRules weeks;
    private final int home, beforeMinutes;
    private final boolean split; // blocks of a weekend
    private final Book.Part onePlace, busy, rest, after, lost, before, practice, locum, locumDays, like, rather;
    private final Book.Part tooMany, tooFew, unfamiliar, block;
    private final Book.Part sameFeast, julNyttaar;
    private final Book.Part[] fairness;
    private static final String[] MEASURES = {"load", "nights", "weekends", "feasts", "bakvakt"};

    public DoctorRules(Book book) {
        dates = new DateRules(book);
        hours = new HourRules(book);
        weeks = new WeekRules(book);
        home = book.number("daily-rest.home_minutes");
        beforeMinutes = book.number("rest-after-night.before_minutes");
        split = !book.yes("weekend-block.together");
        onePlace = book.part("one-place.main");
        busy = book.part("one-place.practice");
        unfamiliar = book.part("continuity.unfamiliar");
        block = book.part("weekend-block.main");
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
        Shift[] takes = shifts(places);
        Shift[] walk = takes;
        if (doctor.past.length > 0) { // all of it before the period
            walk = Arrays.copyOf(doctor.past, doctor.past.length + takes.length);
            System.arraycopy(takes, 0, walk, doctor.past.length, takes.length);
        }
        pairs(sum, doctor, walk);
        nights(sum, doctor, takes);
        counts(sum, doctor, takes);
        wishes(sum, doctor, takes);
        feasts(sum, doctor, takes);
        places(sum, doctor, takes);
        blocks(sum, walk);
        hours.weigh(sum, doctor, takes, walk);
        weeks.weigh(sum, doctor, walk);
        dates.weigh(sum, doctor, walk);
        return sum;
    }

    /** The shifts of some places, by index. */
    private static Shift[] shifts(List<Place> places) {
        long[] keys = new long[places.size()];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = ((long) places.get(i).getShift().index << Integer.SIZE) + i;
        }
        Arrays.sort(keys);
        Shift[] found = new Shift[keys.length];
        for (int i = 0; i < keys.length; i++) {
            found[i] = places.get((int) keys[i]).getShift();
        }
        return found;
    }

    private void pairs(Weighed sum, Doctor doctor, Shift[] walk) {
        int asked = Math.max(home, doctor.longestRest());
        int[] reach = new int[walk.length]; // until when a shift or one before it may ask for something
        for (int j = 0; j < walk.length; j++) {
            Shift b = walk[j];
            for (int i = j - 1; i >= 0 && !b.past && reach[i] > b.start; i--) {
                if (walk[i].end + asked > b.start || walk[i].freeUntil > b.start) {
                    pair(sum, doctor, walk[i], b);
                }
            }
            reach[j] = Math.max(Math.max(b.end + asked, b.freeUntil), j > 0 ? reach[j - 1] : 0);
        }
    }

    private void pair(Weighed sum, Doctor doctor, Shift a, Shift b) {
        if (a == b || a.meets(b)) {
            sum.addMinutes(onePlace, Math.min(a.end, b.end) - Math.max(a.start, b.start));
        } else if (a.end <= b.start) {
            if (a.day != b.day || a.outOfHours || b.outOfHours) { // else one working day
                sum.addMinutes(rest, (a.onSite && b.onSite ? doctor.rest(a, b) : home) - (b.start - a.end));
            }
            if (a.night && a.onSite) {
                sum.addMinutes(after, a.freeUntil - b.start);
            }
        }
    }

    /** Sessions on top of practice, and in wards where others are the regular ones. */
    private void places(Weighed sum, Doctor doctor, Shift[] takes) {
        for (Shift s : takes) {
            sum.addMinutes(busy, doctor.busy(s));
            sum.add(unfamiliar, doctor.stranger(s) ? 1 : 0);
        }
    }

    /** Several shifts of one block in a weekend, when blocks are to be split. */
    private void blocks(Weighed sum, Shift[] walk) {
        if (!split) {
            return;
        }
        Map<Group, int[]> found = null; // how many, and how many of the period
        for (Shift s : walk) {
            if (s.blockWeekend != null) {
                found = found == null ? new IdentityHashMap<>() : found;
                int[] count = found.computeIfAbsent(s.blockWeekend, g -> new int[2]);
                count[0]++;
                count[1] += s.past ? 0 : 1;
            }
        }
        if (found != null) {
            found.values().forEach(count -> sum.add(block, count[1] > 0 ? count[0] - 1 : 0));
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
            sum.add(fairness[m], doctor.price(m, n[m]));
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
