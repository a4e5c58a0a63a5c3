using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Catalog.StoreLoad;

/// <summary><c>catalog import</c> of a file that is the given one many times over, each time with other servers; in turns with bare inserts of the same texts.</summary>
internal static class ImportLoad
{
    private const int Rounds = 2;
    private const string Place = "\u0001";

    public static async Task RunAsync(string file, int times, string command, string folder)
    {
        var many = Path.Combine(folder, "many.jsonl");
        var tools = Multiply(file, times, many);
        var bare = Rows.Read(file);
        var bareTools = bare.Sum(static server => server.Tools.Count);
        Console.WriteLine($"{tools} tools, {new FileInfo(many).Length >> 20} MiB of lines");
        for (var round = 0; round < Rounds; round++)
        {
            var (clock, processor) = await CatalogLoad.BareAsync(bare, folder);
            Console.WriteLine($"bare inserts of {bareTools} tools, one transaction: {bareTools / clock.TotalSeconds:F0} a second, {processor.TotalMicroseconds / bareTools:F0} us of processor each");
            await ImportAsync(command, many, tools, Path.Combine(folder, $"import-{round}.db"));
        }
    }

    private static async Task ImportAsync(string command, string file, int tools, string store)
    {
        var begun = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(command, ["import", file, "--db", store]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var said = process.StandardOutput.ReadToEndAsync();
        var (peak, processor) = (0L, TimeSpan.Zero);
        var end = process.WaitForExitAsync();
        while (await Task.WhenAny(end, Task.Delay(100)) != end)
        {
            process.Refresh();
            peak = Math.Max(peak, PeakOf(process.Id));
            processor = process.HasExited ? processor : process.TotalProcessorTime;
        }

        var took = Stopwatch.GetElapsedTime(begun);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"the import ended with {process.ExitCode}");
        }

        Console.WriteLine($"import, start included: {took.TotalSeconds:F1} s, {tools / took.TotalSeconds:F0} tools a second; {processor.TotalSeconds:F1} s of processor, {processor.TotalMicroseconds / tools:F0} us each; {peak >> 20} MiB at most; {(await said).Trim()}");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var left in new[] { store, store + "-wal", store + "-shm" })
        {
            File.Delete(left);
        }
    }

    // What the kernel says was the most; Linux only, elsewhere 0.
    private static long PeakOf(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/status").FirstOrDefault(static l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..^2].Trim(), CultureInfo.InvariantCulture) << 10;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>The file so many times over, each time with other servers.</summary>
    /// <returns>How many tools it has.</returns>
    public static int Multiply(string file, int times, string target)
    {
        using var stream = File.OpenRead(file);
        using var reader = new StreamReader(file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream);
        var lines = new List<(string Front, string Back)>();
        while (reader.ReadLine() is { } line)
        {
            var row = JsonNode.Parse(line)!;
            row["server"] = Place + (string?)row["server"];
            var parts = row.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }).Split("\\u0001", 2);
            lines.Add((parts[0], parts[1]));
        }

        using var writer = new StreamWriter(target, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 16);
        for (var i = 0; i < times; i++)
        {
            foreach (var (front, back) in lines)
            {
                writer.Write(front);
                writer.Write(i);
                writer.Write(' ');
                writer.Write(back);
                writer.Write('\n');
            }
        }

        return lines.Count * times;
    }
}
