using Catalog.Core.Catalogs;
using Catalog.Core.Changes;
using Catalog.Core.Classifications;
using Catalog.Storage.Catalogs;

namespace Catalog.Storage.Changes;

/// <summary>Collects what one update changes of its server.</summary>
internal sealed class ChangeRecording(ServerUpdate update, bool isNew, IReadOnlyCollection<StoredTool> known)
{
    private readonly List<ChangeRow> _rows = [];
    private readonly Risk? _worst = known.Count == 0 ? null : known.Max(static tool => tool.Risk);
    private readonly int _knownTools = known.Count;

    /// <summary>What was collected: of a server that appeared or vanished one row, else one for each tool that differs.</summary>
    public IReadOnlyList<ChangeRow> Rows => isNew ? [Appeared()]
        : _knownTools > 0 && update.Tools.Count == 0 ? [.. _rows.Where(static row => row.Tool is null), Vanished()]
        : _rows;

    /// <summary>What the server said of itself before.</summary>
    /// <param name="texts">Title, description, repository, home page and licence.</param>
    public void Told(IReadOnlyList<string?> texts)
    {
        var parts = new List<ChangePart>();
        AddIf(ChangePart.Title, Differs(0, update.Title));
        AddIf(ChangePart.Description, Differs(1, update.Description));
        AddIf(ChangePart.Addresses, Differs(2, update.Repository) || Differs(3, update.Homepage));
        AddIf(ChangePart.License, Differs(4, update.License));

        // A server that is only emptied says nothing of itself.
        if (parts.Count > 0 && update.Tools.Count > 0)
        {
            Add(null, ChangeKind.ServerChanged, new ChangeDetails
            {
                Parts = parts,
                Before = Side(texts[0], texts[1]),
                After = Side(update.Title, update.Description),
            });
        }

        ChangeSide Side(string? title, string? description) => new()
        {
            Title = parts.Contains(ChangePart.Title) ? title ?? "" : null,
            Description = parts.Contains(ChangePart.Description) ? description ?? "" : null,
        };

        bool Differs(int place, string? now) => !string.Equals(texts[place] ?? "", now ?? "", StringComparison.Ordinal);

        void AddIf(ChangePart part, bool differs)
        {
            if (differs)
            {
                parts.Add(part);
            }
        }
    }

    /// <summary>A tool that was not in force.</summary>
    public void Added(PreparedTool tool)
    {
        if (!isNew)
        {
            Add(tool.Name, ChangeKind.ToolAppeared, ToolDifference.OfNew(tool.Tool, _worst));
        }
    }

    /// <summary>A tool of which something may differ.</summary>
    /// <param name="before">As it was in force.</param>
    /// <param name="body">The body of its definition; null where that is the same.</param>
    /// <param name="now">As it is.</param>
    public void Changed(StoredTool before, string? body, PreparedTool now)
    {
        if (body is null && string.Equals(before.Reading, now.Reading, StringComparison.Ordinal) && ToolTexts.SaysTheSame(before.Classification, now.Verdict))
        {
            return;
        }

        var was = new ClassifiedTool(ToolTexts.Join(body ?? now.Body, before.Reading, roster: null), ToolTexts.ReadClassification(before.Classification));
        var kind = body is not null || was.Definition.Exposed != now.Tool.Definition.Exposed ? ChangeKind.ToolChanged : ChangeKind.ToolReclassified;
        if (ToolDifference.OfOrNull(was, now.Tool) is { } details)
        {
            Add(now.Name, kind, details);
        }
    }

    /// <summary>A tool that is no longer there.</summary>
    public void Gone(StoredTool tool)
    {
        var verdict = ToolTexts.ReadClassification(tool.Classification);
        Add(tool.Name, ChangeKind.ToolVanished, ToolDifference.OfGone(verdict.Category, verdict.Risk, tool.Hash, verdict.Classifier));
    }

    private ChangeRow Appeared()
    {
        var worst = update.Tools.Count == 0 ? (Risk?)null : update.Tools.Max(static tool => tool.Classification.Risk);
        var marks = ToolDifference.MarksOfNew(update.Tools);
        return new ChangeRow(null, ChangeKind.ServerAppeared, marks.Count > 0, ChangeRows.Write(new ChangeDetails { Marks = marks, After = new ChangeSide { Tools = update.Tools.Count, Risk = worst } }));
    }

    private ChangeRow Vanished() =>
        new(null, ChangeKind.ServerVanished, false, ChangeRows.Write(new ChangeDetails { Before = new ChangeSide { Tools = _knownTools, Risk = _worst } }));

    private void Add(string? tool, ChangeKind kind, ChangeDetails details) => _rows.Add(new ChangeRow(tool, kind, details.Marks.Count > 0, ChangeRows.Write(details)));
}
