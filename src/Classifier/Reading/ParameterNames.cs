using Catalog.Classifier.Vocabularies;

namespace Catalog.Classifier.Reading;

/// <summary>Says what an argument is by its name: the whole of it, else its last word.</summary>
internal static class ParameterNames
{
    private const int MaxName = 64;

    /// <summary>The kinds of a name as written.</summary>
    public static ParameterKinds KindsOf(ReadOnlySpan<char> name, Vocabulary vocabulary)
    {
        if (name.Length > MaxName)
        {
            return ParameterKinds.None;
        }

        Span<char> plain = stackalloc char[MaxName];
        var length = 0;
        var last = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c is '_' or '-' or '.' or ' ')
            {
                last = length;
            }
            else
            {
                last = char.IsUpper(c) && i > 0 && char.IsLower(name[i - 1]) ? length : last;
                plain[length++] = char.ToLowerInvariant(c);
            }
        }

        var kinds = vocabulary.KindsOf(plain[..length]);
        const ParameterKinds byLastWord = ParameterKinds.Command | ParameterKinds.Url | ParameterKinds.Path | ParameterKinds.Amount | ParameterKinds.Sql;
        return kinds != ParameterKinds.None || last == 0 ? kinds : vocabulary.KindsOf(plain[last..length]) & byLastWord;
    }
}
