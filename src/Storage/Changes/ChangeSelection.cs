using System.Globalization;
using Catalog.Core.Changes;

namespace Catalog.Storage.Changes;

/// <summary>A query of changes as SQL; the same for every store but for the sign before a parameter's number.</summary>
internal sealed class ChangeSelection
{
    private readonly char _sign;
    private readonly List<string> _conditions = [];
    private readonly List<object?> _values = [];
    private readonly ChangeQuery _query;

    /// <summary>Reads a query.</summary>
    /// <param name="query">The query.</param>
    /// <param name="sign">What stands before a parameter's number.</param>
    public ChangeSelection(ChangeQuery query, char sign)
    {
        (_query, _sign) = (query, sign);
        AddIf(!query.WithBaseline, "baseline = {0}", false);
        AddIf(query.MarkedOnly, "marked = {0}", true);
        AddIf(query.Kind is not null, "what = {0}", query.Kind?.ToString());
        AddIf(query.Server is not null, "server = {0}", query.Server?.Value);
        AddIf(query.Tool is not null, "tool = {0}", query.Tool);
        AddIf(query.SinceRun is not null, "run_id >= {0}", query.SinceRun);
        AddIf(query.Since is not null, "at >= {0}", query.Since.ToStored());
    }

    /// <summary>The values of the conditions.</summary>
    public object?[] Values => [.. _values];

    /// <summary>The values of <see cref="PageSql"/>.</summary>
    public object?[] PageValues => [.. _values, (long)_query.Limit, (long)_query.Offset];

    /// <summary>Reads the page.</summary>
    public string PageSql => $"SELECT {ChangeRows.Columns} FROM changes{Where} ORDER BY position DESC LIMIT {Parameter(_values.Count + 1)} OFFSET {Parameter(_values.Count + 2)}";

    /// <summary>Counts by kind and mark.</summary>
    public string CountSql => $"SELECT what, marked, count(*) FROM changes{Where} GROUP BY what, marked";

    private string Where => _conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", _conditions);

    private void AddIf(bool applies, string condition, object? value)
    {
        if (applies)
        {
            _values.Add(value);
            _conditions.Add(string.Format(CultureInfo.InvariantCulture, condition, Parameter(_values.Count)));
        }
    }

    private string Parameter(int number) => $"{_sign}{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The counts of rows of kind, mark and number.</summary>
    public static IReadOnlyList<ChangeCount> Sum(IEnumerable<(ChangeKind Kind, bool Marked, long Count)> rows) =>
    [
        .. rows.GroupBy(static row => row.Kind).OrderBy(static group => group.Key)
            .Select(static group => new ChangeCount(group.Key, (int)group.Sum(static row => row.Count), (int)group.Where(static row => row.Marked).Sum(static row => row.Count))),
    ];
}
