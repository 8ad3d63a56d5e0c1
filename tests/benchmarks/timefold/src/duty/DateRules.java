package duty;

import java.util.Arrays;

/** The rules that look at dates: runs, caps, weekends and spacing. */
final class DateRules {
    private final Book book;
    private final Book.Part nightRun, dutyCap, weekendCap, spacing, spread, runTooMany;
    private final boolean nightsOnSite, runsOnSite, spacedOnSite, spacedOutside, weekendsOnSite, weekendsOutside;
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
        spacedOutside = book.yes("spacing.out_of_hours_only");
        weekendsOnSite = book.yes("weekend-cap.on_site_only");
        weekendsOutside = book.yes("weekend-cap.out_of_hours_only");
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
        int[] spaced = days(walk, s -> (s.onSite || !spacedOnSite) && (s.outOfHours || !spacedOutside));
        sum.add(spacing, close(spaced, apart));
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
        if (!crowded(at, n, cap)) {
            return 0;
        }
        long found = 0;
        int begin = 0; // the window's first, and the one after its last
        int end = 0;
        for (int e = 0; e < book.days; e++) {
            while (end < n && at[end] <= e) {
                end++;
            }
            while (begin < end && at[begin] <= e - cap.days()) {
                begin++;
            }
            boolean own = end > begin && at[end - 1] >= 0;
            found += own ? Math.max(0, end - begin - cap.most()) : 0;
        }
        return found;
    }

    /** Whether some window of a cap holds too many at all. */
    private static boolean crowded(int[] at, int n, Book.Cap cap) {
        for (int i = cap.most(); i < n; i++) {
            if (at[i] - at[i - cap.most()] < cap.days()) {
                return true;
            }
        }
        return false;
    }

    private long weekends(Shift[] walk) {
        int[] at = new int[2 * walk.length]; // the worked weekends, each once, in order
        boolean[] own = new boolean[2 * walk.length];
        int n = 0;
        for (Shift s : walk) {
            if ((s.onSite || !weekendsOnSite) && (s.outOfHours || !weekendsOutside)) {
                for (int w : s.weekends) {
                    n += n == 0 || at[n - 1] != w ? 1 : 0;
                    at[n - 1] = w;
                    own[n - 1] |= !s.past;
                }
            }
        }
        return n > mostWeekends ? weekends(at, own, n) : 0;
    }

    private long weekends(int[] at, boolean[] own, int n) {
        long found = 0;
        for (int e : book.weekends) {
            int count = 0;
            boolean some = false;
            for (int i = 0; i < n && at[i] <= e; i++) {
                if (at[i] > e - 7 * weeks) {
                    count++;
                    some |= own[i];
                }
            }
            found += some ? Math.max(0, count - mostWeekends) : 0;
        }
        return found;
    }
}
