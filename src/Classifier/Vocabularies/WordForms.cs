namespace Catalog.Classifier.Vocabularies;

/// <summary>The forms of an English verb that stand for an action: base, third person and gerund. The past is left out: <c>deleted items</c> deletes nothing.</summary>
internal static class WordForms
{
    /// <summary>The third person: <c>copies</c> of <c>copy</c>.</summary>
    public static string ThirdPerson(string verb) => verb switch
    {
        [.., var before, 'y'] when !IsVowel(before) => verb[..^1] + "ies",
        [.., 's'] or [.., 'x'] or [.., 'z'] or [.., 'c', 'h'] or [.., 's', 'h'] or [.., 'o'] => verb + "es",
        _ => verb + "s",
    };

    /// <summary>The gerund: <c>running</c> of <c>run</c>, <c>deleting</c> of <c>delete</c>.</summary>
    public static string Gerund(string verb) => verb switch
    {
        [.., var before, 'e'] when before is not ('e' or 'y' or 'o') => verb[..^1] + "ing",
        [var first, var vowel, var last] when !IsVowel(first) && IsVowel(vowel) && !IsVowel(last) && last is not ('w' or 'x' or 'y') => verb + last + "ing",
        [.., 'r', 'o', 'p'] or [.., 's', 't', 'o', 'p'] or [.., 'w', 'a', 'p'] or [.., 'r', 'a', 'g'] or [.., 'b', 'm', 'i', 't'] => verb + verb[^1] + "ing",
        _ => verb + "ing",
    };

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
