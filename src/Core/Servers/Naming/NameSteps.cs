namespace Catalog.Core.Servers.Naming;

/// <summary>Whether two names are one step apart, and which.</summary>
internal static class NameSteps
{
    // In shorter names one character is a third or more of what there is, and many real ones meet.
    private const int ShortestEdited = 5;

    private static readonly char[] Separators = ['-', '_', '.'];

    public static NameStep? BetweenOrNull(NameParts a, NameParts b)
    {
        if (IsScopeOf(a, b) || IsScopeOf(b, a))
        {
            return NameStep.Scope;
        }

        if (AreEqual(a.Name, b.Name))
        {
            return null;
        }

        return AreEqual(Squeeze(a.Name), Squeeze(b.Name)) ? NameStep.Separator
            : IsPlural(a.Name, b.Name) ? NameStep.Plural
            : AreEqual(NameSkeleton.Of(Squeeze(a.Name)), NameSkeleton.Of(Squeeze(b.Name))) ? NameStep.Homoglyph
            : IsEdit(a.Name, b.Name) ? NameStep.Edit
            : null;
    }

    private static bool IsScopeOf(NameParts scoped, NameParts plain) =>
        scoped.IsScoped && !plain.IsScoped && AreEqual(Squeeze(scoped.Owner + scoped.Name), Squeeze(plain.Name));

    private static bool IsPlural(string a, string b)
    {
        var (one, other) = (a.Split(Separators), b.Split(Separators));
        if (one.Length != other.Length)
        {
            return false;
        }

        var differ = Enumerable.Range(0, one.Length).Where(i => !AreEqual(one[i], other[i])).ToList();
        return differ is [var place] && (IsPluralOf(one[place], other[place]) || IsPluralOf(other[place], one[place]));
    }

    private static bool IsPluralOf(string word, string plural) =>
        word.Length >= 3 && (AreEqual(word + "s", plural) || AreEqual(word + "es", plural) || (word[^1] == 'y' && AreEqual(word[..^1] + "ies", plural)));

    private static bool IsEdit(string a, string b)
    {
        var (shorter, longer) = a.Length <= b.Length ? (a, b) : (b, a);
        if (shorter.Length < ShortestEdited || longer.Length - shorter.Length > 1)
        {
            return false;
        }

        var start = 0;
        while (start < shorter.Length && shorter[start] == longer[start])
        {
            start++;
        }

        if (longer.Length > shorter.Length)
        {
            // A digit more is a version, not a slip.
            return !char.IsAsciiDigit(longer[start]) && shorter.AsSpan(start).SequenceEqual(longer.AsSpan(start + 1));
        }

        var isOther = shorter.AsSpan(start + 1).SequenceEqual(longer.AsSpan(start + 1)) && !(char.IsAsciiDigit(shorter[start]) && char.IsAsciiDigit(longer[start]));
        var isSwapped = start + 1 < shorter.Length && shorter[start] == longer[start + 1] && shorter[start + 1] == longer[start]
            && shorter.AsSpan(start + 2).SequenceEqual(longer.AsSpan(start + 2));
        return isOther || isSwapped;
    }

    private static string Squeeze(string name) => string.Concat(name.Split(Separators));

    private static bool AreEqual(string a, string b) => string.Equals(a, b, StringComparison.Ordinal);
}
