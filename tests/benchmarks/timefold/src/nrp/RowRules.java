package nrp;

import java.util.Arrays;
import java.util.List;

/** What is forbidden, for one employee at a time: every unit too many or too few counts one, every hour begun too. */
final class RowRules {
    private static final int OFF = -1;

    private RowRules() {}

    /** How much is broken in the row of an employee with these cells. */
    static long broken(Staff staff, List<Cell> cells) {
        int days = Rules.horizon;
        int[] row = new int[days];
        Arrays.fill(row, OFF);
        int[] count = new int[staff.most().length];
        boolean[][] bars = new boolean[days][];
        int minutes = 0;
        long found = 0;
        for (Cell cell : cells) {
            Kind kind = cell.getKind();
            row[cell.getDay()] = kind.index();
            minutes += kind.minutes();
            count[kind.index()]++;
            bars[cell.getDay()] = kind.bars();
        }
        for (int day = 0; day + 1 < days; day++) {
            found += row[day] != OFF && row[day + 1] != OFF && bars[day][row[day + 1]] ? 1 : 0;
        }
        for (int k = 0; k < count.length; k++) {
            found += Math.max(0, count[k] - staff.most()[k]);
        }
        found += (Math.max(0, minutes - staff.maxMinutes()) + Math.max(0, staff.minMinutes() - minutes) + 59) / 60;
        return found + runs(staff, row) + weekends(staff, row);
    }

    /** Days in a row on and off; a run that touches the edge of the horizon has no minimum. */
    private static long runs(Staff staff, int[] row) {
        long found = 0;
        int begin = 0;
        for (int day = 1; day <= row.length; day++) {
            if (day < row.length && (row[day] == OFF) == (row[begin] == OFF)) {
                continue;
            }
            int length = day - begin;
            boolean inside = begin > 0 && day < row.length;
            if (row[begin] == OFF) {
                found += inside ? Math.max(0, staff.minRest() - length) : 0;
            } else {
                found += Math.max(0, length - staff.maxRun()) + (inside ? Math.max(0, staff.minRun() - length) : 0);
            }
            begin = day;
        }
        return found;
    }

    private static long weekends(Staff staff, int[] row) {
        int worked = 0;
        for (int saturday = 5; saturday < row.length; saturday += 7) {
            boolean sunday = saturday + 1 < row.length && row[saturday + 1] != OFF;
            worked += row[saturday] != OFF || sunday ? 1 : 0;
        }
        return Math.max(0, worked - staff.maxWeekends());
    }
}
