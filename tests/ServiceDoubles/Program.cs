// GitHub on loopback for a load run: prints its address, then obeys lines of its standard input until that ends.
//   Catalog.ServiceDoubles SERVERS [OTHERS] [DELAY_MS]
//   day PER_MILLE      so many of a thousand servers change, as many reword their README; prints how many changed
//   faults E T H       so many of a thousand answers are errors, truncated, never come
//   limits N SECONDS   the REST interface, searches and the graph answer N requests each in so many seconds, then ask to wait
//   counts             prints how many requests of each kind there were since the last time
//   archives           prints how many requests there were for the archive of each repository since the last "forget"
//   forget             counts from here
using System.Globalization;
using Catalog.ServiceDoubles.Faults;
using Catalog.ServiceDoubles.GitHub;
using Catalog.ServiceDoubles.Synthetic;

var numbers = args.Select(static a => int.Parse(a, CultureInfo.InvariantCulture)).ToList();
var hub = new SyntheticHub(numbers.ElementAtOrDefault(0), numbers.ElementAtOrDefault(1));
hub.Warm();
var options = new GitHubDoubleOptions();
options.Faults.Delay = TimeSpan.FromMilliseconds(numbers.ElementAtOrDefault(2));
await using var github = await GitHubDouble.StartAsync(hub, options);
Console.WriteLine($"{github.Address} {hub.Repositories.Sum(static r => r.ToolCount)}");
while (await Console.In.ReadLineAsync() is { } line)
{
    var words = line.Split(' ');
    switch (words)
    {
        case ["day", var share]:
            var changed = hub.Pass(int.Parse(share, CultureInfo.InvariantCulture));
            hub.Warm();
            Console.WriteLine(changed);
            break;
        case ["faults", var errors, var truncated, var hanging]:
            (options.Faults.Errors, options.Faults.Truncated, options.Faults.Hanging) =
                (int.Parse(errors, CultureInfo.InvariantCulture), int.Parse(truncated, CultureInfo.InvariantCulture), int.Parse(hanging, CultureInfo.InvariantCulture));
            Console.WriteLine("faults");
            break;
        case ["limits", var limit, var seconds]:
            var window = TimeSpan.FromSeconds(int.Parse(seconds, CultureInfo.InvariantCulture));
            var most = int.Parse(limit, CultureInfo.InvariantCulture);
            options.Core = new Quota(most, window, TimeProvider.System);
            options.Search = new Quota(most, window, TimeProvider.System);
            options.Graph = new Quota(most, window, TimeProvider.System);
            Console.WriteLine("limits");
            break;
        case ["counts"]:
            Console.WriteLine(string.Join(' ', github.Requests.OrderBy(static r => r.Key, StringComparer.Ordinal).Select(static r => $"{r.Key}={r.Value}")) + $" refused={options.Core.Refused + options.Search.Refused + options.Graph.Refused}");
            github.Requests.Clear();
            break;
        case ["archives"]:
            Console.WriteLine(string.Join(' ', github.ArchivesOf.Select(static r => $"{r.Key}={r.Value}")));
            break;
        case ["forget"]:
            github.Requests.Clear();
            github.ArchivesOf.Clear();
            Console.WriteLine("forgotten");
            break;
        default:
            Console.WriteLine($"unknown: {line}");
            break;
    }
}
