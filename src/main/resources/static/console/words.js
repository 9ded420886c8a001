// The engine's apps write some of their words once, whether the language file has come or not: on a first visit a person
// would read SEARCH_PLACEHOLDER. So the file is put where the apps look before they ask, ahead of their start.
export async function fetchWords(app, language) {
  const appRoot = (document.querySelector('base') || document.body).getAttribute('app-root') || '/camunda';
  const folder = `${appRoot}/app/${app}/locales/`;
  const place = `${folder}_locales_data_${language}_${window.bust}`;
  try {
    const kept = JSON.parse(localStorage.getItem('camunda-web') || '{}');
    if (!kept[place]) {
      const answer = await fetch(`${folder}${language}.json?bust=${window.bust}`, { credentials: 'same-origin' });
      if (answer.ok) {
        kept[place] = await answer.text();
        localStorage.setItem('camunda-web', JSON.stringify(kept));
      }
    }
  } catch (error) {
    // The app asks for the file itself.
    console.warn(error);
  }
}
