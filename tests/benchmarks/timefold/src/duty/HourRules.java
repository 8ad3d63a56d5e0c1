package duty;

/**
 * Working hours over several weeks, and hours beyond the post. Minutes are multiplied by the divisor of duty at home, so that they
 * stay whole.
 */
final class HourRules {
    private final Book.Part aml, sfs, overtime;
    private final int monday, weeks, first, count, divisor, postDivisor;
    private final long amlLimit, sfsLimit; // of one week

    HourRules(Book book) {
        aml = book.part("working-hours.aml");
        sfs = book.part("working-hours.sfs");
        overtime = book.part("own-first.overtime");
        monday = book.number("monday");
        weeks = book.number("working-hours.weeks");
        first = book.number("working-hours.first_week");
        divisor = book.number("working-hours.home_divisor");
        postDivisor = book.number("own-first.home_divisor");
        count = week(book.days - 1) - first + 1;
        amlLimit = (long) divisor * book.number("working-hours.aml_minutes");
        sfsLimit = (long) divisor * book.number("working-hours.sfs_minutes");
    }

    void weigh(Weighed sum, Doctor doctor, Shift[] takes, Shift[] walk) {
        Book.Part part = doctor.employed ? aml : sfs;
        if (part.weight() > 0 && takes.length > 0) {
            windows(sum, part, doctor, walk);
        }
        if (doctor.room != null) {
            overtime(sum, doctor, takes);
        }
    }

    private int week(int day) {
        return Math.floorDiv(day - monday, 7);
    }

    /** Every window of weeks that ends in the period and holds some shift of it. */
    private void windows(Weighed sum, Book.Part part, Doctor doctor, Shift[] walk) {
        long limit = doctor.employed ? amlLimit : sfsLimit;
        int[] own = new int[count];
        long[] work = work(doctor, walk, own);
        long total = 0;
        int mine = 0;
        for (int w = 0; w < count; w++) {
            total += work[w];
            mine += own[w];
            if (w >= weeks) {
                total -= work[w - weeks];
                mine -= own[w - weeks];
            }
            long over = total - limit * Math.min(weeks, w + 1);
            if (w + first >= 0 && mine > 0 && over > 0) {
                sum.addMinutes(part, (over + divisor - 1) / divisor);
            }
        }
    }

    /** Minutes of each week, less the practice that nights take away; also counts the shifts of the period in it. */
    private long[] work(Doctor doctor, Shift[] walk, int[] own) {
        long[] found = new long[count];
        for (int w = 0; w < count; w++) {
            found[w] = (long) divisor * doctor.weekMinutes.get(first + w);
        }
        int lastLost = Integer.MIN_VALUE;
        for (Shift s : walk) {
            int at = week(s.day) - first;
            if (at >= 0 && at < count) {
                found[at] += s.onSite ? (long) divisor * s.minutes() : s.minutes();
                own[at] += s.past ? 0 : 1;
            }
            if (s.night && s.onSite && s.endDay != lastLost) {
                int lostAt = week(s.endDay) - first;
                if (lostAt >= 0 && lostAt < count) {
                    found[lostAt] -= (long) divisor * doctor.dayMinutes.get(s.endDay);
                }
                lastLost = s.endDay;
            }
        }
        return found;
    }

    /** Hours begun beyond what the post leaves for the roster. */
    private void overtime(Weighed sum, Doctor doctor, Shift[] takes) {
        long worked = 0;
        for (Shift s : takes) {
            worked += s.onSite ? (long) postDivisor * s.minutes() : s.minutes();
        }
        long over = worked * doctor.room[1] - postDivisor * doctor.room[0];
        long hour = 60 * postDivisor * doctor.room[1];
        sum.add(overtime, -Math.floorDiv(-over, hour));
    }
}
