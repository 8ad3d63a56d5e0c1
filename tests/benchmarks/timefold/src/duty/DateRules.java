package duty;

import java.util.Arrays;

/** The rules that look at dates: runs, caps, weekends and spacing. */
final class DateRules {
    private final Book book;
    private final Book.Part nightRun, dutyCap, weekendCap, spacing, spread, runTooMany;
    private final boolean nightsOnSite, runsOnSite, spacedOnSite, weekendsOnSite;
    private final int mostNights, mostDays, apart, traineeApart, weeks, mostWeekends;

    DateRules(Book book) {
        this.book = book;
        nightRun = book.part("night-run.main");
        dutyCap = book.part("duty-cap.main");
        weekendCap = book.part("weekend-cap.main");
        spacing = book.part("spacing.main");
        spread = book.part("trainee-progress.spread");
        runTooMany = book.part("run-length.too_many");
        nightsOnSite = book.yes("night-run.on_site_only");
        runsOnSite = book.yes("run-length.on_site_only");
        spacedOnSite = book.yes("spacing.on_site_only");
        weekendsOnSite = book.yes("weekend-cap.on_site_only");
        mostNights = book.number("night-run.max");
        mostDays = book.number("run-length.max");
        apart = book.number("spacing.days");
        traineeApart = book.number("trainee-progress.days");
        weeks = book.number("weekend-cap.weeks");
        mostWeekends = book.number("weekend-cap.max");
    }

    void weigh(Weighed sum, Doctor doctor, Shift[] walk) {
        int[] nights = days(walk, s -> s.night && (s.onSite || !nightsOnSite));
        sum.add(nightRun, windows(nights, mostNights));
        sum.add(runTooMany, windows(days(walk, s -> s.onSite || !runsOnSite), mostDays));
        sum.add(spacing, close(days(walk, s -> s.onSite || !spacedOnSite), apart));
        if (doctor.traineeDuties != null) {
            sum.add(spread, close(days(walk, s -> s.duty), traineeApart));
        }
        for (Book.Cap cap : book.caps) {
            sum.add(dutyCap, excess(cap, walk));
        }
        sum.add(weekendCap, weekends(walk));
    }

    private interface Wanted {
        boolean test(Shift s);
    }

    /** The dates of some shifts, each once, in order. */
    private static int[] days(Shift[] walk, Wanted wanted) {
        int[] found = new int[walk.length];
        int n = 0;
        for (Shift s : walk) {
            if (wanted.test(s) && (n == 0 || found[n - 1] != s.day)) {
                found[n++] = s.day;
            }
        }
        return Arrays.copyOf(found, n);
    }

    /** Windows of most + 1 dates that end in the period and are all among the days. */
    private static int windows(int[] days, int most) {
        int found = 0;
        for (int i = most; i < days.length; i++) {
            found += days[i] >= 0 && days[i] - days[i - most] == most ? 1 : 0;
        }
        return found;
    }

    /** The steps that dates lack from being so many days apart, the later one in the period. */
    private static int close(int[] days, int apart) {
        int found = 0;
        for (int j = 1; j < days.length; j++) {
            for (int i = j - 1; i >= 0 && days[j] >= 0 && days[j] - days[i] < apart; i--) {
                found += apart - (days[j] - days[i]);
            }
        }
        return found;
    }

    /** What every window of a cap has too many, when some of it is of the period. */
    private long excess(Book.Cap cap, Shift[] walk) {
        int[] at = new int[walk.length];
        int n = 0;
        for (Shift s : walk) {
            if (cap.counts(s)) {
                at[n++] = s.day;
            }
        }
        if (n <= cap.most()) {
            return 0;
        }
        long found = 0;
        for (int e = 0; e < book.days; e++) {
            int count = 0;
            boolean own = false;
            for (int i = 0; i < n; i++) {
                if (at[i] > e - cap.days() && at[i] <= e) {
                    count++;
                    own |= at[i] >= 0;
                }
            }
            found += own ? Math.max(0, count - cap.most()) : 0;
        }
        return found;
    }

    private long weekends(Shift[] walk) {
        long found = 0;
        for (int e : book.weekends) {
            int count = 0;
            int last = Integer.MIN_VALUE;
            boolean own = false;
            for (Shift s : walk) {
                for (int w : s.weekends) {
                    boolean inside = w <= e && w > e - 7 * weeks && (s.onSite || !weekendsOnSite);
                    if (inside) {
                        own |= !s.past;
                        count += w != last ? 1 : 0;
                        last = w;
                    }
                }
            }
            found += own ? Math.max(0, count - mostWeekends) : 0;
        }
        return found;
    }
}
