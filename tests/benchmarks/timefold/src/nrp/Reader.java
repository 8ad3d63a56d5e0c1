package nrp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a text file of the public shift-scheduling format. */
final class Reader {
    private final Map<String, List<String[]>> sections = new LinkedHashMap<>();
    private final Map<String, Kind> kinds = new LinkedHashMap<>();
    private final Map<String, Staff> staff = new LinkedHashMap<>();
    private final Map<String, int[]> prices = new HashMap<>(); // staff and day
    private int days;
    private int constant;

    static Table read(Path file) throws IOException {
        return new Reader().table(file);
    }

    private Table table(Path file) throws IOException {
        List<String[]> section = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String row = line.strip();
            if (row.startsWith("SECTION_")) {
                section = new ArrayList<>();
                sections.put(row, section);
            } else if (!row.isEmpty() && !row.startsWith("#")) {
                section.add(row.split(",", -1));
            }
        }
        days = Integer.parseInt(rows("HORIZON").get(0)[0].strip());
        readKinds();
        readStaff();
        readRequests();
        List<Cell> cells = cells();
        return new Table(List.copyOf(staff.values()), cover(), cells, days, constant);
    }

    private List<String[]> rows(String name) {
        return sections.getOrDefault("SECTION_" + name, List.of());
    }

    private void readKinds() {
        for (String[] row : rows("SHIFTS")) {
            Kind kind = new Kind(kinds.size(), row[0], Integer.parseInt(row[1]), new boolean[rows("SHIFTS").size()]);
            kinds.put(kind.id(), kind);
        }
        for (String[] row : rows("SHIFTS")) {
            for (String barred : row[2].split("\\|")) {
                if (!barred.isBlank()) {
                    kinds.get(row[0]).bars()[kinds.get(barred.strip()).index()] = true;
                }
            }
        }
    }

    private void readStaff() {
        Map<String, boolean[]> off = new HashMap<>();
        for (String[] row : rows("DAYS_OFF")) {
            boolean[] on = off.computeIfAbsent(row[0], id -> new boolean[days]);
            for (int k = 1; k < row.length; k++) {
                on[Integer.parseInt(row[k].strip())] = true;
            }
        }
        for (String[] row : rows("STAFF")) {
            int[] most = new int[kinds.size()];
            for (String limit : row[1].split("\\|")) {
                String[] both = limit.split("=");
                most[kinds.get(both[0]).index()] = Integer.parseInt(both[1]);
            }
            int[] n = new int[8];
            for (int k = 2; k < 8; k++) {
                n[k] = Integer.parseInt(row[k].strip());
            }
            boolean[] free = off.getOrDefault(row[0], new boolean[days]);
            staff.put(row[0], new Staff(row[0], most, n[2], n[3], n[4], n[5], n[6], n[7], free));
        }
    }

    private void readRequests() {
        for (String[] row : rows("SHIFT_ON_REQUESTS")) {
            int wanted = kinds.get(row[2]).index() + 1;
            int weight = Integer.parseInt(row[3].strip());
            int[] price = price(row[0], Integer.parseInt(row[1]));
            for (int k = 0; k < price.length; k++) {
                price[k] += k == wanted ? 0 : weight;
            }
        }
        for (String[] row : rows("SHIFT_OFF_REQUESTS")) {
            int spared = kinds.get(row[2]).index() + 1;
            price(row[0], Integer.parseInt(row[1]))[spared] += Integer.parseInt(row[3].strip());
        }
    }

    private int[] price(String id, int day) {
        return prices.computeIfAbsent(id + " " + day, key -> new int[kinds.size() + 1]);
    }

    private List<Cover> cover() {
        List<Cover> found = new ArrayList<>();
        for (String[] row : rows("COVER")) {
            int[] n = {
                Integer.parseInt(row[0]), Integer.parseInt(row[2]), Integer.parseInt(row[3]), Integer.parseInt(row[4].strip())
            };
            found.add(new Cover(n[0], kinds.get(row[1]), n[1], n[2], n[3]));
        }
        return found;
    }

    private List<Cell> cells() {
        List<Cell> found = new ArrayList<>();
        for (Staff each : staff.values()) {
            List<Kind> open = kinds.values().stream().filter(k -> each.most()[k.index()] > 0).toList();
            for (int day = 0; day < days; day++) {
                int[] price = price(each.id(), day);
                if (each.off()[day]) {
                    constant += price[0];
                } else if (!open.isEmpty()) {
                    found.add(new Cell(each, day, open, price));
                }
            }
        }
        return found;
    }
}
