/** Entry of every window: styles, then the one component tree. */
import '@fontsource-variable/noto-sans-sc';
import './styles/tokens.css';
import './styles/kit.css';
import { mount } from 'svelte';
import App from './App.svelte';

const target = document.getElementById('app');
if (target) mount(App, { target });
