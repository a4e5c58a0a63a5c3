using System.Globalization;

namespace Catalog.Bench.Extraction;

/// <summary>Prints a line for each server and the means, over all servers and for each language.</summary>
internal sealed class ScoreReport(TextWriter output, bool isDetailed)
{
    private readonly List<(TruthRow Row, Score Score)> _scores = [];
    private readonly List<TruthRow> _left = [];

    public void Leave(TruthRow row) => _left.Add(row);

    public void Add(TruthRow row, Score score, IReadOnlyList<string> problems)
    {
        if (_scores.Count == 0)
        {
            output.WriteLine($"{"server",-44} {"tools",5} {"recall",7} {"precis",7} {"plain",7} {"descr",7} {"params",7} {"requir",7}");
        }

        _scores.Add((row, score));
        output.WriteLine($"{row.Id,-44} {row.Tools.Count,5} {Share(score.Recall)} {Share(score.Precision)} {Share(score.PlainPrecision)} {Share(score.Descriptions)} {Share(score.Parameters)} {Share(score.Required)}");
        if (isDetailed)
        {
            Print("missed", score.Missed);
            Print("wrong", score.Wrong);
            Print("description differs", score.Differing);
            foreach (var line in score.DifferingParameters.Take(40))
            {
                output.WriteLine("    " + line);
            }

            foreach (var problem in problems)
            {
                output.WriteLine("    problem: " + problem);
            }
        }
    }

    public void Finish()
    {
        output.WriteLine();
        foreach (var group in _scores.GroupBy(static s => s.Row.Language, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal))
        {
            Mean(group.Key, [.. group]);
        }

        Mean("all", _scores);
        if (_left.Count > 0)
        {
            output.WriteLine($"left out, source not to be had: {string.Join(", ", _left.Select(static r => r.Id))}");
        }
    }

    private void Mean(string name, List<(TruthRow Row, Score Score)> scores) =>
        output.WriteLine(
            $"{"mean " + name,-44} {scores.Count,5} {Share(Average(scores, static s => s.Recall))} {Share(Average(scores, static s => s.Precision))} {Share(Average(scores, static s => s.PlainPrecision))} {Share(Average(scores, static s => s.Descriptions))} {Share(Average(scores, static s => s.Parameters))} {Share(Average(scores, static s => s.Required))}");

    private static double? Average(List<(TruthRow Row, Score Score)> scores, Func<Score, double?> of) => scores.Select(s => of(s.Score)).Average();

    private static string Share(double? share) => share is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture).PadLeft(7) : "      -";

    private void Print(string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            output.WriteLine($"    {what}: {string.Join(' ', names)}");
        }
    }
}
