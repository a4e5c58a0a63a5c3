using Catalog.Classifier.Quoting;
using Catalog.Classifier.Reading;
using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Signals;

/// <summary>Finds a verb together with what it acts on, in the thought that says what the tool does, and in the name.</summary>
internal static class ActionObject
{
    private const int Reach = 9;

    /// <summary>The words of the description that say it, or null.</summary>
    public static Mark? InDescription(ToolView tool, Senses verbs, Senses things, int reach = Reach)
    {
        if (tool.Description is not { } description || (description.LeadSenses & verbs) == Senses.None || (description.Field.Senses & things) == Senses.None)
        {
            return null;
        }

        var clause = description.Clauses[description.Main];
        var tokens = description.Field.Tokens;
        for (var i = clause.Lead + 1; i < Math.Min(clause.End, clause.Lead + reach); i++)
        {
            if (tokens[i].Is(things))
            {
                return Mark.Of(description.Field, tokens[clause.Lead], tokens[i]);
            }
        }

        return null;
    }

    /// <summary>The words of the name that say it, or null.</summary>
    public static Mark? InName(ToolView tool, Senses verbs, Senses things)
    {
        var name = tool.Name;
        if (name.Action < 0 || (name.Field.Senses & things) == Senses.None || !name.Field.Tokens[name.Action].Is(verbs))
        {
            return null;
        }

        for (var i = 0; i < name.Field.Tokens.Length; i++)
        {
            if (i != name.Action && name.Field.Tokens[i].Is(things))
            {
                return Mark.Of(name.Field, name.Field.Tokens[Math.Min(i, name.Action)], name.Field.Tokens[Math.Max(i, name.Action)]);
            }
        }

        return null;
    }

    /// <summary>In the description, else in the name, else null.</summary>
    public static Mark? Find(ToolView tool, Senses verbs, Senses things, int reach = Reach) => InDescription(tool, verbs, things, reach) ?? InName(tool, verbs, things);
}
